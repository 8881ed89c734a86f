package smallbusiness.query.monitor;

import java.util.List;
import smallbusiness.schemas.Topic;

/**
 * Each row has the content of its aggregate's event of the same version, and is as new as the
 * journal. The first holds at any time, because row and event carry the same version. The second is
 * checked for settled events only.
 */
final class RowInvariants {

  /**
   * %1$s table, %2$s its id column, %3$s topic, %4$s content of the row, %5$s content of the event,
   * %6$s how to show the content.
   */
  private static final String VIOLATIONS =
      """
      select t.%2$s as row_key, '%1$s ' || t.%2$s || ' version ' || t.version as subject,
        case when event.position is not null then %6$s(%5$s)
          when newer.position is not null then 'version ' || newer.sequence
          else 'a version in the journal' end as expected,
        case when event.position is not null then %6$s(%4$s) else 'version ' || t.version end
          as actual
      from %1$s t
      left join history.journal event
        on event.topic = '%3$s' and event.key = t.%2$s::text and event.sequence = t.version
      left join history.journal newer
        on newer.topic = '%3$s' and newer.key = t.%2$s::text and newer.sequence = t.version + 1
      where t.%2$s between :from and :to
        and ((event.position is not null and row(%4$s) is distinct from row(%5$s))
          or (newer.time < :settled
            or (event.position is null and newer.position is null and t.changed_at < :settled
              and exists (select from history.journal j where j.topic = '%3$s' and j.key = t.%2$s::text)))
            and not exists (select from messaging.parked p
              where p.topic = '%3$s' and p.key = t.%2$s::text
                and p.outcome is distinct from 'APPLIED' and p.feed = 'live'))
      """;

  private static final String SHOWN = "concat_ws(', ', %s)";

  private RowInvariants() {}

  static List<Invariant> all() {
    return List.of(
        row(
            "item",
            "id",
            Topic.WAREHOUSE_ITEM,
            "t.name, t.description, t.country_of_origin, t.price, t.quantity, t.reserved,"
                + " t.removed",
            """
            event.data->'item'->>'name', event.data->'item'->>'description',
            event.data->'item'->>'country_of_origin', (event.data->'item'->>'price')::numeric,
            (event.data->'item'->>'quantity')::bigint, (event.data->'item'->>'reserved')::bigint,
            event.type like '%.ItemRemoved'\
            """),
        row(
            "reservation",
            "order_id",
            Topic.WAREHOUSE_RESERVATION,
            "t.status, t.lines",
            "event.data->'reservation'->>'status', event.data->'reservation'->'lines'"),
        row(
            "sales_order",
            "id",
            Topic.SALES_ORDER,
            "t.customer_id, t.date, t.status, t.total, t.lines",
            """
            (event.data->'order'->>'customer_id')::bigint,
            (event.data->'order'->>'date')::timestamptz, event.data->'order'->>'status',
            (event.data->'order'->>'total')::numeric, event.data->'order'->'lines'\
            """),
        row(
            "customer",
            "id",
            Topic.SALES_CUSTOMER,
            "t.name, t.email, t.country",
            """
            event.data->'customer'->>'name', event.data->'customer'->>'email',
            event.data->'customer'->>'country'\
            """),
        row(
            "transaction",
            "id",
            Topic.ACCOUNTING_TRANSACTION,
            "t.order_id, t.order_sum, t.date, t.voided",
            """
            (event.data->'transaction'->>'order_id')::bigint,
            (event.data->'transaction'->>'order_sum')::numeric,
            (event.data->'transaction'->>'date')::timestamptz,
            (event.data->'transaction'->>'voided')::boolean\
            """),
        row(
            "invoice",
            "order_id",
            Topic.ACCOUNTING_INVOICE,
            "t.amount, t.paid, t.state",
            """
            (event.data->'invoice'->>'amount')::numeric, (event.data->'invoice'->>'paid')::numeric,
            event.data->'invoice'->>'state'\
            """));
  }

  private static Invariant row(
      String table, String id, Topic topic, String rowContent, String eventContent) {
    // Personal data must not appear in reports.
    String text = topic == Topic.SALES_CUSTOMER ? "md5(concat_ws(', ', %s))" : SHOWN;
    return new Invariant(
        table + "-row",
        "Each row of " + table + " has the content of its event and the newest version",
        ChunkSql.of(table, id),
        VIOLATIONS
            .replace("%6$s(%5$s)", text.formatted("%5$s"))
            .replace("%6$s(%4$s)", text.formatted("%4$s"))
            .replace("%1$s", table)
            .replace("%2$s", id)
            .replace("%3$s", topic.topicName())
            .replace("%4$s", rowContent)
            .replace("%5$s", eventContent));
  }
}
