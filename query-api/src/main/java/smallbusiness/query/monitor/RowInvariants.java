package smallbusiness.query.monitor;

import static java.util.stream.Collectors.joining;

import java.util.List;
import smallbusiness.schemas.Topic;

/**
 * Each row has the content of its aggregate's event of the same version, and is as new as the
 * journal. The first holds at any time, because row and event carry the same version. The second is
 * checked for settled events only.
 */
final class RowInvariants {

  private RowInvariants() {}

  static List<Invariant> all() {
    return List.of(
        row(
            "item",
            "id",
            Topic.WAREHOUSE_ITEM,
            "item",
            "name, description, country_of_origin, price::numeric, quantity::bigint,"
                + " reserved::bigint, removed"),
        row(
            "reservation",
            "order_id",
            Topic.WAREHOUSE_RESERVATION,
            "reservation",
            "status, lines::jsonb"),
        row(
            "sales_order",
            "id",
            Topic.SALES_ORDER,
            "order",
            "customer_id::bigint, date::timestamptz, status, total::numeric, lines::jsonb"),
        row("customer", "id", Topic.SALES_CUSTOMER, "customer", "name, email, country"),
        row(
            "transaction",
            "id",
            Topic.ACCOUNTING_TRANSACTION,
            "transaction",
            "order_id::bigint, order_sum::numeric, date::timestamptz, voided::boolean"),
        row(
            "invoice",
            "order_id",
            Topic.ACCOUNTING_INVOICE,
            "invoice",
            "amount::numeric, paid::numeric, state"));
  }

  /**
   * The invariant of one table.
   *
   * @param state the field of the event that has the state of the aggregate
   * @param columns the columns to compare, with a type where the field must be cast
   */
  private static Invariant row(String table, String id, Topic topic, String state, String columns) {
    List<String> names = List.of(columns.split(", "));
    String ofRow =
        names.stream().map(name -> "t." + name.replaceFirst("::.*", "")).collect(joining(", "));
    String ofEvent = names.stream().map(name -> field(state, name)).collect(joining(", "));
    // Personal data must not appear in reports.
    String shown =
        topic == Topic.SALES_CUSTOMER ? "md5(concat_ws(', ', %s))" : "concat_ws(', ', %s)";
    // %1$s table, %2$s its id column, %3$s topic, %4$s content of the row,
    // %5$s content of the event, %6$s and %7$s both contents as reported.
    String violations =
        """
        select t.%2$s as row_key, '%1$s ' || t.%2$s || ' version ' || t.version as subject,
          case when event.position is not null then %7$s
            when newer.position is not null then 'version ' || newer.sequence
            else 'a version in the journal' end as expected,
          case when event.position is not null then %6$s else 'version ' || t.version end
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
        """
            .formatted(
                table,
                id,
                topic.topicName(),
                ofRow,
                ofEvent,
                shown.formatted(ofRow),
                shown.formatted(ofEvent));
    return new Invariant(
        table + "-row",
        "Each row of " + table + " has the content of its event and the newest version",
        ChunkSql.of(table, id),
        violations);
  }

  /** The value of a column according to the event. */
  private static String field(String state, String column) {
    String[] parts = column.split("::", -1);
    if (column.equals("removed")) {
      return "event.type like '%.ItemRemoved'";
    }
    String arrow = column.endsWith("::jsonb") ? "->" : "->>";
    String field = "event.data->'%s'%s'%s'".formatted(state, arrow, parts[0]);
    return parts.length == 1 ? field : "(%s)::%s".formatted(field, parts[1]);
  }
}
