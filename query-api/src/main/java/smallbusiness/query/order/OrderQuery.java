package smallbusiness.query.order;

import smallbusiness.query.cache.RowSource;

/** Reads orders and everything that belongs to them in one statement, so that it is consistent. */
final class OrderQuery {

  /**
   * Orders {@code :ids}, in the columns of {@link OrderView}. Items are looked up one by one: the
   * planner expects a hundred lines in a list and would otherwise read all items, which {@code
   * limit} prevents.
   */
  static final String SQL =
      """
      select %s as snapshot, o.id, o.version, o.customer_id, c.name as customer_name, o.date, o.status, o.total,
        o.shipped_at, o.changed_at,
        (select jsonb_agg(jsonb_build_object(
             'item_id', line.item_id, 'name', item.name,
             'country_of_origin', item.country_of_origin, 'price', line.price,
             'quantity', line.quantity, 'amount', line.price * line.quantity) order by line.n)
         from rows from (
             jsonb_to_recordset(o.lines) as (item_id bigint, price numeric, quantity bigint)
           ) with ordinality as line (item_id, price, quantity, n)
         left join lateral (select name, country_of_origin from item
           where id = line.item_id limit 1) item on true) as lines,
        case when o.shortages <> '[]' then
          (select jsonb_agg(jsonb_build_object(
               'item_id', short.item_id, 'name', item.name, 'wanted', short.wanted,
               'available', short.available) order by short.item_id)
           from jsonb_to_recordset(o.shortages)
             as short (item_id bigint, wanted bigint, available bigint)
           left join lateral (select name from item
             where id = short.item_id limit 1) item on true) end as shortages,
        (select jsonb_agg(jsonb_build_object(
             'id', t.id, 'order_sum', t.order_sum, 'date', t.date, 'voided', t.voided)
             order by t.id)
         from transaction t where t.order_id = o.id) as transactions,
        coalesce(p.paid, 0.00) as paid, %s as payment_state,
        i.amount as invoice_amount, i.paid as invoice_paid, i.balance as invoice_balance,
        i.state as invoice_state, i.version as invoice_version,
        i.issued_at as invoice_issued_at,
        i.changed_at as invoice_changed_at,
        r.status as reservation_status, r.version as reservation_version,
        r.shipped_at as reservation_shipped_at, r.changed_at as reservation_changed_at
      from sales_order o
      left join customer c on c.id = o.customer_id
      left join order_payment p on p.order_id = o.id
      left join invoice i on i.order_id = o.id
      left join reservation r on r.order_id = o.id
      where o.id = any(:ids)
      """
          .formatted(RowSource.SNAPSHOT, PaymentState.SQL);

  private OrderQuery() {}
}
