package smallbusiness.warehouse.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.messaging.feed.FeedListener;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.Topic;

/** Follows the orders of Sales: one that is placed is reserved, one that is cancelled let go. */
@Component
class OrderFeed implements FeedListener {

  private final Reserving reserving;

  OrderFeed(Reserving reserving) {
    this.reserving = reserving;
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
    List<Step> steps = new ArrayList<>();
    for (ReceivedEvent event : events) {
      if (event.payload() instanceof OrderPlaced placed) {
        steps.add(new Step.Placed(placed.getOrderId(), lines(placed.getOrder().getLines())));
      } else if (event.payload() instanceof OrderCancelled cancelled) {
        steps.add(
            new Step.Cancelled(cancelled.getOrderId(), lines(cancelled.getOrder().getLines())));
      }
    }
    reserving.take(steps);
  }

  private static List<Line> lines(List<OrderLine> lines) {
    return lines.stream().map(line -> new Line(line.getItemId(), line.getQuantity())).toList();
  }
}
