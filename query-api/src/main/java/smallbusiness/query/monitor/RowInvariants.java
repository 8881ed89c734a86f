package smallbusiness.query.monitor;

import java.util.List;
import smallbusiness.schemas.Topic;

/**
 * Each row says what its aggregate's event of that version said, and is as new as the journal. The
 * first is exact at any moment: row and event carry the same version. The second is between two
 * feeds, and so is asked only of events that have settled.
 */
final class RowInvariants {

  /**
   * %1$s table, %2$s its identifier, %3$s topic, %4$s the row's content, %5$s the event's, %6$s how
   * to show either.
   */
  private static final String BROKEN =
      """
      select t.%2$s as place, '%1$s ' || t.%2$s || ' version ' || t.version as subject,
        case when told.position is not null then %6$s(%5$s)
          when newer.position is not null then 'version ' || newer.sequence
          else 'a version that the journal has' end as expected,
        case when told.position is not null then %6$s(%4$s) else 'version ' || t.version end
          as actual
      from %1$s t
      left join history.journal told
        on told.topic = '%3$s' and told.key = t.%2$s::text and told.sequence = t.version
      left join history.journal newer
        on newer.topic = '%3$s' and newer.key = t.%2$s::text and newer.sequence = t.version + 1
      where t.%2$s between :from and :to
        and ((told.position is not null and row(%4$s) is distinct from row(%5$s))
          or (newer.time < :settled
            or (told.position is null and newer.position is null and t.changed_at < :settled
              and exists (select from history.journal j where j.topic = '%3$s' and j.key = t.%2$s::text)))
            and not exists (select from messaging.parked p
              where p.topic = '%3$s' and p.key = t.%2$s::text
                and p.outcome is distinct from 'APPLIED' and p.feed not like '%%@%%'))
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
            told.data->'item'->>'name', told.data->'item'->>'description',
            told.data->'item'->>'country_of_origin', (told.data->'item'->>'price')::numeric,
            (told.data->'item'->>'quantity')::bigint, (told.data->'item'->>'reserved')::bigint,
            told.type like '%.ItemRemoved'\
            """),
        row(
            "reservation",
            "order_id",
            Topic.WAREHOUSE_RESERVATION,
            "t.status, t.lines",
            "told.data->'reservation'->>'status', told.data->'reservation'->'lines'"),
        row(
            "sales_order",
            "id",
            Topic.SALES_ORDER,
            "t.customer_id, t.date, t.status, t.total, t.lines",
            """
            (told.data->'order'->>'customer_id')::bigint,
            (told.data->'order'->>'date')::timestamptz, told.data->'order'->>'status',
            (told.data->'order'->>'total')::numeric, told.data->'order'->'lines'\
            """),
        row(
            "customer",
            "id",
            Topic.SALES_CUSTOMER,
            "t.name, t.email, t.country",
            """
            told.data->'customer'->>'name', told.data->'customer'->>'email',
            told.data->'customer'->>'country'\
            """),
        row(
            "transaction",
            "id",
            Topic.ACCOUNTING_TRANSACTION,
            "t.order_id, t.order_sum, t.date, t.voided",
            """
            (told.data->'transaction'->>'order_id')::bigint,
            (told.data->'transaction'->>'order_sum')::numeric,
            (told.data->'transaction'->>'date')::timestamptz,
            (told.data->'transaction'->>'voided')::boolean\
            """),
        row(
            "invoice",
            "order_id",
            Topic.ACCOUNTING_INVOICE,
            "t.amount, t.paid, t.state",
            """
            (told.data->'invoice'->>'amount')::numeric, (told.data->'invoice'->>'paid')::numeric,
            told.data->'invoice'->>'state'\
            """));
  }

  private static Invariant row(String table, String id, Topic topic, String shown, String told) {
    // Who a customer is belongs into no report.
    String text = topic == Topic.SALES_CUSTOMER ? "md5(concat_ws(', ', %s))" : SHOWN;
    return new Invariant(
        table + "-row",
        "Each row of " + table + " says what the event of its version said, and is the newest",
        Bounds.of(table, id),
        BROKEN
            .replace("%6$s(%5$s)", text.formatted("%5$s"))
            .replace("%6$s(%4$s)", text.formatted("%4$s"))
            .replace("%1$s", table)
            .replace("%2$s", id)
            .replace("%3$s", topic.topicName())
            .replace("%4$s", shown)
            .replace("%5$s", told));
  }
}
