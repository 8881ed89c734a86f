package smallbusiness.query.order;

import static smallbusiness.query.projection.Column.decimals;
import static smallbusiness.query.projection.Column.longs;
import static smallbusiness.query.projection.Column.texts;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By how much a batch of events changes how many orders there are of each status. */
final class StatusCounts {

  private static final String ADD =
      """
      insert into order_count as t (status, orders, total)
      select * from unnest(:status::text[], :orders::bigint[], :total::numeric[])
      on conflict (status) do update set
        orders = t.orders + excluded.orders,
        total = t.total + excluded.total
      """;

  private record Count(long orders, BigDecimal total) {
    Count plus(Count other) {
      return new Count(orders + other.orders, total.add(other.total));
    }
  }

  private final Map<String, Count> changes = new TreeMap<>();

  void add(OrderRow order) {
    changes.merge(order.status(), new Count(1, order.total()), Count::plus);
  }

  void subtract(OrderRow order) {
    changes.merge(order.status(), new Count(-1, order.total().negate()), Count::plus);
  }

  void write(JdbcClient jdbc) {
    Set<Map.Entry<String, Count>> rows = changes.entrySet();
    jdbc.sql(ADD)
        .param("status", texts(rows, Map.Entry::getKey))
        .param("orders", longs(rows, row -> row.getValue().orders()))
        .param("total", decimals(rows, row -> row.getValue().total()))
        .update();
  }
}
