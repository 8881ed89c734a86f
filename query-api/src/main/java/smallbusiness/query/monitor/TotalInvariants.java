package smallbusiness.query.monitor;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Totals that projectors maintain incrementally equal the sums of their rows. One projector writes
 * both in one transaction, so they agree in every snapshot.
 */
final class TotalInvariants {

  private static final String PAID =
      """
      select order_id, coalesce(sum(order_sum) filter (where not voided), 0) as paid,
        count(*) filter (where not voided) as transactions
      from transaction where order_id between :from and :to group by order_id
      """;

  private static final String ORDER_ITEMS =
      """
      select o.id as row_key, 'order ' || o.id || ', item ' || (line->>'item_id') as subject,
        'indexed by its item' as expected, 'not indexed' as actual
      from sales_order o cross join lateral jsonb_array_elements(o.lines) line
      where o.id between :from and :to
        and not exists (select from order_item i
          where i.item_id = (line->>'item_id')::bigint and i.order_id = o.id)
      """;

  private static final String ORDER_COUNTS =
      """
      select status, count(*) as orders, sum(total) as total from sales_order
      where 0 between :from and :to group by status
      """;

  private static final String INVOICE_COUNTS =
      """
      select state, count(*) as invoices, sum(amount) as amount, sum(paid) as paid from invoice
      where 0 between :from and :to group by state
      """;

  /** Keys are days since 1970-01-01, here limited to the dates that PostgreSQL supports. */
  private static final String FIRST_DAY = "(date '1970-01-01' + greatest(:from, -719162)::int)";

  private static final String LAST_DAY = "(date '1970-01-01' + least(:to, 2932895)::int)";

  private static final String DAY_CHUNK =
      """
      select max((date at time zone 'UTC')::date - date '1970-01-01')::bigint from (
        select date from sales_order where date >= %s::timestamp at time zone 'UTC'
        order by date limit :chunk) chunk
      """
          .formatted(FIRST_DAY);

  private static final String SALES_BY_DAY =
      """
      with sold as (
        select o.*, (o.date at time zone 'UTC')::date as day from sales_order o
        where o.date >= %s::timestamp at time zone 'UTC'
          and o.date < (%s + 1)::timestamp at time zone 'UTC'
          and o.status in ('CONFIRMED', 'SHIPPED')),
      line as (
        select sold.*, (l->>'item_id')::bigint as item_id, (l->>'quantity')::bigint as quantity,
          (l->>'price')::numeric * (l->>'quantity')::bigint as amount
        from sold cross join lateral jsonb_array_elements(sold.lines) l)
      select 'ITEM' as subject, item_id as subject_id, day, count(*) as orders,
        sum(quantity) as units, sum(amount) as revenue
      from line group by item_id, day
      union all
      select 'CUSTOMER', customer_id, day, count(distinct id), sum(quantity), sum(amount)
      from line group by customer_id, day
      union all
      select 'BUSINESS', 0, day, count(distinct id), sum(quantity), sum(amount)
      from line group by day
      """
          .formatted(FIRST_DAY, LAST_DAY);

  private static final String TOTAL_CHUNK =
      """
      select max(row_key) from (
        select subject_id as row_key from (
          (select subject_id from sales_total
           where subject = 'ITEM' and subject_id >= :from order by subject_id limit :chunk)
          union all
          (select subject_id from sales_total
           where subject = 'CUSTOMER' and subject_id >= :from order by subject_id limit :chunk)
        ) both_subjects order by subject_id limit :chunk) chunk
      """;

  private static final String IN_TOTAL_CHUNK =
      " where subject in ('BUSINESS', 'CUSTOMER', 'ITEM') and subject_id between :from and :to";

  private static final String SALES_TOTALS =
      "select subject, subject_id, sum(orders) as orders, sum(units) as units,"
          + " sum(revenue) as revenue from sales_by_day"
          + IN_TOTAL_CHUNK
          + " group by subject, subject_id";

  private TotalInvariants() {}

  static List<Invariant> all() {
    List<String> sales = List.of("orders", "units", "revenue");
    return List.of(
        new Invariant(
            "paid",
            "The paid amount of an order is the sum of its transactions that are not voided",
            ChunkSql.of("order_payment", "order_id"),
            mismatches(
                "order_id",
                "'order ' || order_id",
                PAID,
                "select * from order_payment where order_id between :from and :to",
                "order_id",
                List.of("paid", "transactions"))),
        new Invariant(
            "order-items",
            "Each order is indexed by every item that it contains",
            ChunkSql.of("sales_order", "id"),
            ORDER_ITEMS),
        new Invariant(
            "order-counts",
            "Number and total of the orders by status match the rows",
            ChunkSql.WHOLE,
            mismatches(
                "0::bigint",
                "'orders ' || status",
                ORDER_COUNTS,
                "select * from order_count where 0 between :from and :to",
                "status",
                List.of("orders", "total"))),
        new Invariant(
            "invoice-counts",
            "Number, amount and paid amount of the invoices by state match the rows",
            ChunkSql.WHOLE,
            mismatches(
                "0::bigint",
                "'invoices ' || state",
                INVOICE_COUNTS,
                "select * from invoice_count where 0 between :from and :to",
                "state",
                List.of("invoices", "amount", "paid"))),
        new Invariant(
            "sales-by-day",
            "Orders, units and revenue by day, item and customer match the orders",
            DAY_CHUNK,
            mismatches(
                "(day - date '1970-01-01')::bigint",
                "lower(subject) || ' ' || subject_id || ' on ' || day",
                SALES_BY_DAY,
                "select * from sales_by_day where day between " + FIRST_DAY + " and " + LAST_DAY,
                "subject, subject_id, day",
                sales)),
        new Invariant(
            "sales-totals",
            "Total orders, units and revenue are the sums over all days",
            TOTAL_CHUNK,
            mismatches(
                "subject_id",
                "lower(subject) || ' ' || subject_id",
                SALES_TOTALS,
                "select * from sales_total" + IN_TOTAL_CHUNK,
                "subject, subject_id",
                sales)));
  }

  /**
   * SQL of the violations where stored totals differ from computed ones; a missing row counts as 0.
   *
   * @param key the row key, as an expression over the key columns
   * @param subject the subject, likewise
   * @param keyColumns columns that both queries have, separated by commas
   * @param totals the columns to compare
   */
  private static String mismatches(
      String key,
      String subject,
      String computed,
      String stored,
      String keyColumns,
      List<String> totals) {
    return """
        select %1$s as row_key, %2$s as subject,
          concat_ws(' / ', %6$s) as expected, concat_ws(' / ', %7$s) as actual
        from (%3$s) computed full join (%4$s) stored using (%5$s)
        where (%6$s) <> (%7$s)
        """
        .formatted(
            key,
            subject,
            computed,
            stored,
            keyColumns,
            values("computed", totals),
            values("stored", totals));
  }

  private static String values(String table, List<String> columns) {
    return columns.stream()
        .map(column -> "coalesce(%s.%s, 0)".formatted(table, column))
        .collect(joining(", "));
  }
}
