package smallbusiness.query.monitor;

import java.util.List;

/**
 * Each figure that the projections keep by differences is what its base rows come to. The two are
 * written by one projector in one transaction, so that every snapshot must show them agree.
 */
final class SumInvariants {

  private static final String PAID =
      """
      select order_id as place, 'order ' || order_id as subject,
        coalesce(s.paid, 0) || ' by ' || coalesce(s.transactions, 0) as expected,
        coalesce(p.paid, 0) || ' by ' || coalesce(p.transactions, 0) as actual
      from (select order_id, coalesce(sum(order_sum) filter (where not voided), 0) as paid,
              count(*) filter (where not voided) as transactions
            from transaction where order_id between :from and :to group by order_id) s
      full join (select * from order_payment where order_id between :from and :to) p
        using (order_id)
      where coalesce(s.paid, 0) <> coalesce(p.paid, 0)
        or coalesce(s.transactions, 0) <> coalesce(p.transactions, 0)
      """;

  private static final String ORDER_ITEMS =
      """
      select o.id as place, 'order ' || o.id || ', item ' || (line->>'item_id') as subject,
        'found by its item' as expected, 'not found' as actual
      from sales_order o cross join lateral jsonb_array_elements(o.lines) line
      where o.id between :from and :to
        and not exists (select from order_item i
          where i.item_id = (line->>'item_id')::bigint and i.order_id = o.id)
      """;

  private static final String ORDER_COUNTS =
      """
      select 0::bigint as place, 'orders ' || status as subject,
        coalesce(s.orders, 0) || ' worth ' || coalesce(s.total, 0) as expected,
        coalesce(c.orders, 0) || ' worth ' || coalesce(c.total, 0) as actual
      from (select status, count(*) as orders, sum(total) as total from sales_order
            where 0 between :from and :to group by status) s
      full join (select * from order_count where 0 between :from and :to) c using (status)
      where coalesce(s.orders, 0) <> coalesce(c.orders, 0)
        or coalesce(s.total, 0) <> coalesce(c.total, 0)
      """;

  private static final String INVOICE_COUNTS =
      """
      select 0::bigint as place, 'invoices ' || state as subject,
        concat_ws(' / ', coalesce(s.invoices, 0), coalesce(s.amount, 0), coalesce(s.paid, 0))
          as expected,
        concat_ws(' / ', coalesce(c.invoices, 0), coalesce(c.amount, 0), coalesce(c.paid, 0))
          as actual
      from (select state, count(*) as invoices, sum(amount) as amount, sum(paid) as paid
            from invoice where 0 between :from and :to group by state) s
      full join (select * from invoice_count where 0 between :from and :to) c using (state)
      where coalesce(s.invoices, 0) <> coalesce(c.invoices, 0)
        or coalesce(s.amount, 0) <> coalesce(c.amount, 0)
        or coalesce(s.paid, 0) <> coalesce(c.paid, 0)
      """;

  /** Places are days, counted from 1970-01-01. */
  private static final String DAY_BOUND =
      """
      select max((date at time zone 'UTC')::date - date '1970-01-01')::bigint from (
        select date from sales_order
        where date >= (date '1970-01-01' + greatest(:from, -719162)::int)::timestamp at time zone 'UTC'
        order by date limit :chunk) piece
      """;

  private static final String SALES_BY_DAY =
      """
      with period as (
        select date '1970-01-01' + greatest(:from, -719162)::int as first,
          date '1970-01-01' + least(:to, 2932895)::int as last),
      sold as (
        select o.*, (o.date at time zone 'UTC')::date as day from sales_order o, period
        where o.date >= period.first::timestamp at time zone 'UTC'
          and o.date < (period.last + 1)::timestamp at time zone 'UTC'
          and o.status in ('CONFIRMED', 'SHIPPED')),
      line as (
        select sold.*, (l->>'item_id')::bigint as item_id, (l->>'quantity')::bigint as quantity,
          (l->>'price')::numeric * (l->>'quantity')::bigint as amount
        from sold cross join lateral jsonb_array_elements(sold.lines) l),
      told as (
        select 'ITEM' as subject, item_id as subject_id, day, count(*) as orders,
          sum(quantity) as units, sum(amount) as revenue
        from line group by item_id, day
        union all
        select 'CUSTOMER', customer_id, day, count(distinct id), sum(quantity), sum(amount)
        from line group by customer_id, day
        union all
        select 'BUSINESS', 0, day, count(distinct id), sum(quantity), sum(amount)
        from line group by day)
      select (day - date '1970-01-01')::bigint as place,
        lower(subject) || ' ' || subject_id || ' on ' || day as subject,
        concat_ws(' / ', coalesce(told.orders, 0), coalesce(told.units, 0),
          coalesce(told.revenue, 0)) as expected,
        concat_ws(' / ', coalesce(kept.orders, 0), coalesce(kept.units, 0),
          coalesce(kept.revenue, 0)) as actual
      from told
      full join (select s.* from sales_by_day s, period
                 where s.day between period.first and period.last) kept
        using (subject, subject_id, day)
      where (coalesce(told.orders, 0), coalesce(told.units, 0), coalesce(told.revenue, 0))
        <> (coalesce(kept.orders, 0), coalesce(kept.units, 0), coalesce(kept.revenue, 0))
      """;

  private static final String TOTAL_BOUND =
      """
      select max(place) from (
        select subject_id as place from (
          (select subject_id from sales_total
           where subject = 'ITEM' and subject_id >= :from order by subject_id limit :chunk)
          union all
          (select subject_id from sales_total
           where subject = 'CUSTOMER' and subject_id >= :from order by subject_id limit :chunk)
        ) both_kinds order by subject_id limit :chunk) piece
      """;

  private static final String SALES_TOTALS =
      """
      select subject_id as place, lower(subject) || ' ' || subject_id as subject,
        concat_ws(' / ', coalesce(told.orders, 0), coalesce(told.units, 0),
          coalesce(told.revenue, 0)) as expected,
        concat_ws(' / ', coalesce(kept.orders, 0), coalesce(kept.units, 0),
          coalesce(kept.revenue, 0)) as actual
      from (select subject, subject_id, sum(orders) as orders, sum(units) as units,
              sum(revenue) as revenue
            from sales_by_day where subject in ('BUSINESS', 'CUSTOMER', 'ITEM')
              and subject_id between :from and :to group by subject, subject_id) told
      full join (select * from sales_total where subject in ('BUSINESS', 'CUSTOMER', 'ITEM')
                   and subject_id between :from and :to) kept
        using (subject, subject_id)
      where (coalesce(told.orders, 0), coalesce(told.units, 0), coalesce(told.revenue, 0))
        <> (coalesce(kept.orders, 0), coalesce(kept.units, 0), coalesce(kept.revenue, 0))
      """;

  private SumInvariants() {}

  static List<Invariant> all() {
    return List.of(
        new Invariant(
            "paid",
            "What is paid for an order is the sum of its transactions that count",
            Bounds.of("order_payment", "order_id"),
            PAID),
        new Invariant(
            "order-items",
            "Each order is found by every item that it names",
            Bounds.of("sales_order", "id"),
            ORDER_ITEMS),
        new Invariant(
            "order-counts",
            "Number and worth of the orders of each status are those of the rows",
            Bounds.WHOLE,
            ORDER_COUNTS),
        new Invariant(
            "invoice-counts",
            "Number, amount and paid of the invoices of each state are those of the rows",
            Bounds.WHOLE,
            INVOICE_COUNTS),
        new Invariant(
            "sales-by-day",
            "Orders, units and revenue of each day, item and customer are those of the orders",
            DAY_BOUND,
            SALES_BY_DAY),
        new Invariant(
            "sales-totals",
            "Orders, units and revenue in all are the sums over the days",
            TOTAL_BOUND,
            SALES_TOTALS));
  }
}
