package smallbusiness.benchmarks.reads;

import java.util.List;

/** The SQL statements that fill the read model, in their order. */
final class FillStatements {

  private static final String EMPTY =
      """
      truncate item, customer, sales_order, order_item, order_count, sales_total, sales_by_day,
        invoice, invoice_count, transaction, order_payment, reservation
      """;

  private static final String ITEMS =
      """
      insert into item
      select i, 1, 'Item ' || i, 'A thing of many uses', (array['Peru', 'Portugal', 'Laos'])[1 + i % 3],
        5.50 + i % 50, 1000000, 100, false, now()
      from generate_series(1, ${items}) i
      """;

  private static final String CUSTOMERS =
      """
      insert into customer
      select c, 1, 'Customer ' || c, 'c' || c || '@example.org',
        (array['France', 'Chile', 'Japan', 'Kenya'])[1 + c % 4], false, now()
      from generate_series(1, ${customers}) c
      """;

  private static final String ORDERS =
      """
      insert into sales_order
      select g, case when status in ('SHIPPED', 'CANCELLED') then 3 else 2 end, 1 + g % ${customers},
        date, status, total, lines, '[]', case when status = 'SHIPPED' then date + interval '2 days' end,
        date
      from generate_series(1, ${orders}) g
      cross join lateral (select now() - (${orders} - g) * (interval '730 days' / ${orders}) as date,
        case when g > ${orders} - 100 then 'PLACED' when g > ${orders} - 1000 then 'CONFIRMED'
          when g % 50 = 0 then 'CANCELLED' else 'SHIPPED' end as status) life
      cross join lateral (
        select sum(price * quantity) as total,
          jsonb_agg(jsonb_build_object('item_id', item, 'price', price, 'quantity', quantity)) as lines
        from (select 1 + (g * 7 + n * 333) % ${items} as item, 1 + g % 3 as quantity,
                5.50 + (g * 7 + n * 333 + 1) % 50 as price
              from generate_series(0, 1 + g % 2) n) line) lines
      """;

  private static final String ORDER_ITEMS =
      """
      insert into order_item
      select (line ->> 'item_id')::bigint, id from sales_order, jsonb_array_elements(lines) line
      """;

  private static final String ORDER_COUNTS =
      """
      insert into order_count select status, count(*), sum(total) from sales_order group by status
      """;

  /** Sales by day, per item and customer. */
  private static final String SALES_BY_DAY =
      """
      insert into sales_by_day
      select subject, subject_id, (date at time zone 'UTC')::date, count(*), sum(units), sum(revenue)
      from (
        select id, date, total, lines from sales_order where status in ('CONFIRMED', 'SHIPPED')) o
      cross join lateral (
        select 'ITEM' as subject, (line ->> 'item_id')::bigint as subject_id,
          (line ->> 'quantity')::bigint as units,
          (line ->> 'quantity')::bigint * (line ->> 'price')::numeric as revenue
        from jsonb_array_elements(lines) line
        union all select 'BUSINESS', 0, 2 * (1 + id % 3), total
        union all select 'CUSTOMER', 1 + id % ${customers}, 2 * (1 + id % 3), total) sold
      group by 1, 2, 3
      """;

  private static final String SALES_TOTALS =
      """
      insert into sales_total
      select subject, subject_id, sum(orders), sum(units), sum(revenue) from sales_by_day group by 1, 2
      """;

  private static final String INVOICES =
      """
      insert into invoice (order_id, version, amount, paid, state, issued_at, changed_at)
      select id, case when state = 'OPEN' then 1 else 2 end, total,
        case when state = 'PAID' then total else 0 end, state, date, date
      from sales_order
      cross join lateral (select case when status = 'CANCELLED' then 'VOID'
        when status = 'SHIPPED' or id % 3 = 0 then 'PAID' else 'OPEN' end as state) due
      where status <> 'PLACED'
      """;

  private static final String INVOICE_COUNTS =
      """
      insert into invoice_count
      select state, count(*), sum(amount), sum(paid) from invoice group by state
      """;

  private static final String TRANSACTIONS =
      """
      insert into transaction
      select order_id, 1, order_id, paid, issued_at, false, issued_at from invoice where state = 'PAID'
      """;

  private static final String PAYMENTS =
      "insert into order_payment select order_id, order_sum, 1 from transaction";

  private static final String RESERVATIONS =
      """
      insert into reservation
      select id, case when status = 'CONFIRMED' then 1 else 2 end,
        case status when 'CONFIRMED' then 'HELD' when 'SHIPPED' then 'SHIPPED' else 'RELEASED' end,
        (select jsonb_agg(line - 'price') from jsonb_array_elements(lines) line), '[]', shipped_at, date
      from sales_order where status <> 'PLACED'
      """;

  static final List<String> STATEMENTS =
      List.of(
          EMPTY,
          ITEMS,
          CUSTOMERS,
          ORDERS,
          ORDER_ITEMS,
          ORDER_COUNTS,
          SALES_BY_DAY,
          SALES_TOTALS,
          INVOICES,
          INVOICE_COUNTS,
          TRANSACTIONS,
          PAYMENTS,
          RESERVATIONS);

  private FillStatements() {}
}
