package smallbusiness.query.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.Deltas;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/**
 * Sole writer of tables {@code sales_order}, {@code order_item}, {@code order_count}, {@code
 * sales_total} and {@code sales_by_day}. The totals change by the difference between an order's row
 * before and after the batch; the row is locked meanwhile.
 */
@Component
class OrderProjector implements EventHandler {

  /** Writes three tables in one round trip; none of the statements depends on another. */
  private static final String WRITE =
      "with items as (%s), counts as (%s) %s"
          .formatted(OrderItem.TABLE.upsert(), StatusDelta.TABLE.upsert(), OrderRow.TABLE.upsert());

  private final JdbcClient jdbc;

  OrderProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.SALES_ORDER);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    Map<Long, List<ReceivedEvent>> histories = EventsByAggregate.all(events);
    Map<Long, OrderHead> stored = OrderRow.TABLE.lock(jdbc, histories.keySet(), OrderHead.MAPPER);
    List<OrderRow> newer = new ArrayList<>();
    List<OrderItem> items = new ArrayList<>();
    SalesDeltas sales = new SalesDeltas();
    Deltas<StatusDelta> counts = StatusDelta.none();
    histories.forEach(
        (id, history) -> {
          @Nullable OrderHead before = stored.get(id);
          if (before != null && history.getLast().sequence() <= before.version()) {
            return;
          }
          OrderRow row = OrderRow.after(history);
          OrderHead after = row.head();
          if (before == null) {
            row.lines().forEach(line -> items.add(new OrderItem(line.itemId(), id)));
          } else {
            counts.add(StatusDelta.removed(before));
          }
          counts.add(StatusDelta.added(after));
          sales.add(before, after, row.lines());
          newer.add(row);
        });
    if (!newer.isEmpty()) {
      StatementSpec write = jdbc.sql(WRITE);
      OrderItem.TABLE.bind(write, items);
      StatusDelta.TABLE.bind(write, counts.rows());
      OrderRow.TABLE.bind(write, newer).update();
      sales.write(jdbc);
    }
  }
}
