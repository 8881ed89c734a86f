package smallbusiness.query.order;

import static java.util.stream.Collectors.toMap;
import static smallbusiness.query.sql.ArrayParameter.decimals;
import static smallbusiness.query.sql.ArrayParameter.instants;
import static smallbusiness.query.sql.ArrayParameter.longs;
import static smallbusiness.query.sql.ArrayParameter.texts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.query.sql.JsonColumn;

/** The statements of the order projector, each one for a whole batch. */
final class OrderTables {

  private static final String LOCK =
      """
      select id, version, customer_id, date, status, total from sales_order
      where id = any(:id) order by id for update
      """;

  /** One round trip; the rows of counts and items depend on nothing that it reads. */
  private static final String WRITE =
      """
      with named as (
        insert into order_item (item_id, order_id)
        select * from unnest(:named_item::bigint[], :named_by::bigint[])
        on conflict do nothing
      ), counted as (
        insert into order_count as t (status, orders, total)
        select * from unnest(:counted::text[], :counted_orders::bigint[], :counted_total::numeric[])
        on conflict (status) do update set
          orders = t.orders + excluded.orders,
          total = t.total + excluded.total
      )
      insert into sales_order as t
        (id, version, customer_id, date, status, total, lines, shortages, shipped_at, changed_at)
      select id, version, customer_id, date, status, total, lines, coalesce(shortages, '[]'),
        shipped_at, changed_at
      from unnest(
        :id::bigint[], :version::bigint[], :customer_id::bigint[], :date::timestamptz[],
        :status::text[], :total::numeric[], :lines::jsonb[], :shortages::jsonb[],
        :shipped_at::timestamptz[], :changed_at::timestamptz[])
        as told (id, version, customer_id, date, status, total, lines, shortages, shipped_at,
          changed_at)
      on conflict (id) do update set
        version = excluded.version,
        customer_id = excluded.customer_id,
        date = excluded.date,
        status = excluded.status,
        total = excluded.total,
        lines = excluded.lines,
        shortages =
          case excluded.shortages when '[]' then t.shortages else excluded.shortages end,
        shipped_at = coalesce(excluded.shipped_at, t.shipped_at),
        changed_at = excluded.changed_at
      where excluded.version > t.version
      """;

  /** That an order names an item. */
  private record Named(long itemId, long orderId) {}

  private final JdbcClient jdbc;

  OrderTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known of the given orders, whose rows are locked until the transaction ends. */
  Map<Long, OrderHead> lock(Collection<Long> ids) {
    return jdbc
        .sql(LOCK)
        .param("id", longs(ids, Long::longValue))
        .query(OrderHead::read)
        .list()
        .stream()
        .collect(toMap(OrderHead::id, Function.identity()));
  }

  /**
   * Writes rows that are newer, and what comes with them.
   *
   * @param placed those that are new: which items they name is remembered, and never changes
   * @param counts by how much the rows change how many orders there are
   */
  void write(List<OrderRow> rows, List<OrderRow> placed, StatusDeltas counts) {
    List<Named> names =
        placed.stream()
            .flatMap(order -> order.lines().stream().map(l -> new Named(l.itemId(), order.id())))
            .toList();
    jdbc.sql(WRITE)
        .param("named_item", longs(names, Named::itemId))
        .param("named_by", longs(names, Named::orderId))
        .param("counted", texts(counts.changes(), StatusDeltas.Change::status))
        .param("counted_orders", longs(counts.changes(), StatusDeltas.Change::orders))
        .param("counted_total", decimals(counts.changes(), StatusDeltas.Change::total))
        .param("id", longs(rows, OrderRow::id))
        .param("version", longs(rows, row -> row.head().version()))
        .param("customer_id", longs(rows, row -> row.head().customerId()))
        .param("date", instants(rows, row -> row.head().date()))
        .param("status", texts(rows, row -> row.head().status()))
        .param("total", decimals(rows, row -> row.head().total()))
        .param("lines", texts(rows, row -> JsonColumn.write(row.lines())))
        .param("shortages", texts(rows, OrderTables::shortages))
        .param("shipped_at", instants(rows, OrderRow::shippedAt))
        .param("changed_at", instants(rows, OrderRow::changedAt))
        .update();
  }

  private static @Nullable String shortages(OrderRow row) {
    return row.shortages() == null ? null : JsonColumn.write(row.shortages());
  }
}
