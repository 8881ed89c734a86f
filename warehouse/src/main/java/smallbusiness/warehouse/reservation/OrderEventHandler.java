package smallbusiness.warehouse.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.Topic;

/** Reserves stock for placed orders and releases it when they are cancelled. */
@Component
class OrderEventHandler implements EventHandler {

  private final Reserving reserving;

  OrderEventHandler(Reserving reserving) {
    this.reserving = reserving;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.SALES_ORDER);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<OrderUpdate> updates = new ArrayList<>();
    for (ReceivedEvent event : events) {
      if (event.payload() instanceof OrderPlaced placed) {
        updates.add(
            new OrderUpdate.Placed(placed.getOrderId(), lines(placed.getOrder().getLines())));
      } else if (event.payload() instanceof OrderCancelled cancelled) {
        updates.add(
            new OrderUpdate.Cancelled(
                cancelled.getOrderId(), lines(cancelled.getOrder().getLines())));
      }
    }
    reserving.apply(updates);
  }

  private static List<Line> lines(List<OrderLine> lines) {
    return lines.stream().map(line -> new Line(line.getItemId(), line.getQuantity())).toList();
  }
}
