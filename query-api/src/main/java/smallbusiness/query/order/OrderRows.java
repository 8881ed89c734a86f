package smallbusiness.query.order;

import static java.util.stream.Collectors.toMap;
import static smallbusiness.query.projection.Column.decimals;
import static smallbusiness.query.projection.Column.instants;
import static smallbusiness.query.projection.Column.longs;
import static smallbusiness.query.projection.Column.texts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.query.projection.JsonColumn;

/** The statements of the order projector, each one for a whole batch. */
final class OrderRows {

  private static final String LOCK =
      "select * from sales_order where id = any(:id) order by id for update";

  private static final String UPSERT =
      """
      insert into sales_order as t
        (id, version, customer_id, date, status, total, lines, shortages, shipped_at, changed_at)
      select * from unnest(
        :id::bigint[], :version::bigint[], :customer_id::bigint[], :date::timestamptz[],
        :status::text[], :total::numeric[], :lines::jsonb[], :shortages::jsonb[],
        :shipped_at::timestamptz[], :changed_at::timestamptz[])
      on conflict (id) do update set
        version = excluded.version,
        customer_id = excluded.customer_id,
        date = excluded.date,
        status = excluded.status,
        total = excluded.total,
        lines = excluded.lines,
        shortages = excluded.shortages,
        shipped_at = excluded.shipped_at,
        changed_at = excluded.changed_at
      where excluded.version > t.version
      """;

  private static final String NAME_ITEMS =
      """
      insert into order_item (item_id, order_id)
      select * from unnest(:item_id::bigint[], :order_id::bigint[])
      on conflict do nothing
      """;

  private final JdbcClient jdbc;

  OrderRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The rows of the given orders that exist, locked until the transaction ends. */
  Map<Long, OrderRow> lock(Collection<Long> ids) {
    return jdbc
        .sql(LOCK)
        .param("id", longs(ids, Long::longValue))
        .query(OrderRow::read)
        .list()
        .stream()
        .collect(toMap(OrderRow::id, Function.identity()));
  }

  void write(List<OrderRow> rows) {
    jdbc.sql(UPSERT)
        .param("id", longs(rows, OrderRow::id))
        .param("version", longs(rows, OrderRow::version))
        .param("customer_id", longs(rows, OrderRow::customerId))
        .param("date", instants(rows, OrderRow::date))
        .param("status", texts(rows, OrderRow::status))
        .param("total", decimals(rows, OrderRow::total))
        .param("lines", texts(rows, row -> JsonColumn.write(row.lines())))
        .param("shortages", texts(rows, row -> JsonColumn.write(row.shortages())))
        .param("shipped_at", instants(rows, OrderRow::shippedAt))
        .param("changed_at", instants(rows, OrderRow::changedAt))
        .update();
  }

  /** Remembers which items the given new orders name; an order's lines never change. */
  void nameItems(List<OrderRow> orders) {
    record Named(long itemId, long orderId) {}
    List<Named> rows =
        orders.stream()
            .flatMap(order -> order.lines().stream().map(l -> new Named(l.itemId(), order.id())))
            .toList();
    jdbc.sql(NAME_ITEMS)
        .param("item_id", longs(rows, Named::itemId))
        .param("order_id", longs(rows, Named::orderId))
        .update();
  }
}
