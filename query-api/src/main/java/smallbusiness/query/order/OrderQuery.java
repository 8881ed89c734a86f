package smallbusiness.query.order;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import smallbusiness.query.cache.RowSource;
import smallbusiness.query.sql.JsonColumn;
import smallbusiness.query.sql.Timestamps;

/** Reads orders with all that belongs to them, in one statement: nothing in one is torn. */
final class OrderQuery {

  /**
   * Orders {@code :ids}. Items are looked up one by one ({@code limit} keeps the join from being
   * turned round): the planner takes a list of lines for a hundred, and would read all items.
   */
  static final String SOME =
      "select "
          + RowSource.SNAPSHOT
          + " as snapshot,"
          + """
       o.id, o.version, o.customer_id, c.name as customer_name, o.date, o.status, o.total,
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
        coalesce(p.paid, 0.00) as paid,
        i.amount as invoice_amount, i.paid as invoice_paid, i.balance as invoice_balance,
        i.state as invoice_state, i.version as invoice_version, i.issued_at,
        i.changed_at as invoice_changed_at,
        r.status as reservation_status, r.version as reservation_version,
        r.shipped_at as reservation_shipped_at, r.changed_at as reservation_changed_at
      from sales_order o
      left join customer c on c.id = o.customer_id
      left join order_payment p on p.order_id = o.id
      left join invoice i on i.order_id = o.id
      left join reservation r on r.order_id = o.id
      where o.id = any(:ids)
      """;

  private OrderQuery() {}

  static OrderView read(ResultSet row, int index) throws SQLException {
    String status = row.getString("status");
    BigDecimal paid = row.getBigDecimal("paid");
    return new OrderView(
        row.getLong("id"),
        row.getLong("version"),
        row.getLong("customer_id"),
        row.getString("customer_name"),
        Timestamps.of(row, "date"),
        OrderStatus.valueOf(status),
        row.getBigDecimal("total"),
        JsonColumn.list(row, "lines", OrderView.OrderLine.class),
        JsonColumn.list(row, "shortages", OrderView.ShortItem.class),
        reservation(row),
        invoice(row),
        JsonColumn.list(row, "transactions", OrderView.OrderTransaction.class),
        paid,
        PaymentState.of(row.getString("invoice_state"), paid, status),
        Timestamps.orNull(row, "shipped_at"),
        Timestamps.of(row, "changed_at"));
  }

  private static OrderView.@Nullable Reservation reservation(ResultSet row) throws SQLException {
    @Nullable String status = row.getString("reservation_status");
    return status == null
        ? null
        : new OrderView.Reservation(
            status,
            row.getLong("reservation_version"),
            Timestamps.orNull(row, "reservation_shipped_at"),
            Timestamps.of(row, "reservation_changed_at"));
  }

  private static OrderView.@Nullable Invoice invoice(ResultSet row) throws SQLException {
    @Nullable String state = row.getString("invoice_state");
    return state == null
        ? null
        : new OrderView.Invoice(
            row.getBigDecimal("invoice_amount"),
            row.getBigDecimal("invoice_paid"),
            row.getBigDecimal("invoice_balance"),
            state,
            row.getLong("invoice_version"),
            Timestamps.of(row, "issued_at"),
            Timestamps.of(row, "invoice_changed_at"));
  }
}
