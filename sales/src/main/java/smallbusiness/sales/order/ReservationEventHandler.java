package smallbusiness.sales.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.EventTooEarlyException;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.schemas.Topic;

/** Applies Warehouse's reservation events to orders. */
@Component
class ReservationEventHandler implements EventHandler {

  private final Orders orders;
  private final Outbox outbox;

  ReservationEventHandler(Orders orders, Outbox outbox) {
    this.orders = orders;
    this.outbox = outbox;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_RESERVATION);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    SortedSet<Long> ids = new TreeSet<>();
    events.forEach(event -> ids.add(orderId(event)));
    Map<Long, Order> locked = locked(ids);
    List<SpecificRecord> outcome = new ArrayList<>();
    for (ReceivedEvent event : events) {
      Order order = Objects.requireNonNull(locked.get(orderId(event)));
      outcomeOf(order, event.payload()).ifPresent(outcome::add);
    }
    outbox.append(outcome);
  }

  /**
   * Warehouse's response may arrive before the order's commit is visible here, because PostgreSQL's
   * write-ahead log shows a commit slightly earlier than queries do.
   */
  private Map<Long, Order> locked(SortedSet<Long> ids) {
    Map<Long, Order> locked =
        orders.lockAll(ids).stream().collect(Collectors.toMap(Order::id, Function.identity()));
    if (locked.size() < ids.size()) {
      ids.removeAll(locked.keySet());
      throw new EventTooEarlyException("Order " + ids.first() + " is not visible");
    }
    return locked;
  }

  private static Optional<? extends SpecificRecord> outcomeOf(Order order, SpecificRecord event) {
    return switch (event) {
      case StockReserved e -> order.confirm();
      case StockShort e -> order.reject(shortages(e));
      case OrderShipped e -> order.ship(e.getShippedAt());
      case ReservationReleased e -> Optional.empty();
      default -> throw new IllegalArgumentException("Not a reservation event: " + event.getClass());
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
