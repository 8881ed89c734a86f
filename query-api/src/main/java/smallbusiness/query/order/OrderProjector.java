package smallbusiness.query.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.FeedListener;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/**
 * Sole writer of tables {@code sales_order}, {@code order_item}, {@code order_count}, {@code
 * sales_total} and {@code sales_by_day}. The figures move by the difference between an order's row
 * before and after the batch; both are read and written under the row's lock.
 */
@Component
class OrderProjector implements FeedListener {

  private final JdbcClient jdbc;
  private final OrderTables orders;

  OrderProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.orders = new OrderTables(jdbc);
  }

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.SALES_ORDER);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    Map<Long, List<ReceivedEvent>> histories = EventsByAggregate.byAggregate(events);
    Map<Long, OrderHead> known = orders.lock(histories.keySet());
    List<OrderRow> placed = new ArrayList<>();
    List<OrderRow> newer = new ArrayList<>();
    SalesDeltas sales = new SalesDeltas();
    StatusDeltas counts = new StatusDeltas();
    histories.forEach(
        (id, history) -> {
          @Nullable OrderHead before = known.get(id);
          @Nullable OrderRow after = newer(before, history);
          if (after == null) {
            return;
          }
          if (before == null) {
            placed.add(after);
          } else {
            counts.subtract(before);
          }
          counts.add(after.head());
          sales.change(before, after);
          newer.add(after);
        });
    if (!newer.isEmpty()) {
      orders.write(newer, placed, counts);
      sales.write(jdbc);
    }
  }

  /** What those events tell that are newer than what is known; null when none is. */
  private static @Nullable OrderRow newer(@Nullable OrderHead known, List<ReceivedEvent> history) {
    @Nullable OrderRow row = null;
    for (ReceivedEvent event : history) {
      if (known == null || event.sequence() > known.version()) {
        row = OrderRow.after(row, event);
      }
    }
    return row;
  }
}
