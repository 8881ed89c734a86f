package smallbusiness.sales.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;
import smallbusiness.messaging.feed.FeedListener;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.schemas.Topic;

/** Moves orders on as Warehouse answers. The order itself knows what comes twice or late. */
@Component
class ReservationFeed implements FeedListener {

  private final Orders orders;
  private final Outbox outbox;

  ReservationFeed(Orders orders, Outbox outbox) {
    this.orders = orders;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "reservations";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_RESERVATION);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    Map<Long, Order> concerned =
        orders.lockAll(events.stream().map(ReservationFeed::orderId).distinct().toList()).stream()
            .collect(Collectors.toMap(Order::id, Function.identity()));
    List<SpecificRecord> news = new ArrayList<>();
    for (ReceivedEvent event : events) {
      Order order = concerned.get(orderId(event));
      if (order == null) {
        throw new UnknownOrderException(orderId(event));
      }
      happened(order, event.payload()).ifPresent(news::add);
    }
    outbox.append(news);
  }

  private static Optional<? extends SpecificRecord> happened(Order order, SpecificRecord event) {
    return switch (event) {
      case StockReserved e -> order.confirm();
      case StockShort e -> order.reject(shortages(e));
      case OrderShipped e -> order.ship(e.getShippedAt());
      case ReservationReleased e -> Optional.empty();
      default -> throw new IllegalArgumentException("No reservation event: " + event.getClass());
    };
  }

  private static List<Shortage> shortages(StockShort event) {
    return event.getShortages().stream()
        .map(s -> new Shortage(s.getItemId(), s.getWanted(), s.getAvailable()))
        .toList();
  }

  private static long orderId(ReceivedEvent event) {
    return Long.parseLong(event.key());
  }
}
