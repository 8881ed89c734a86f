package smallbusiness.sales;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.Topic;

/** Counts how often the feed has delivered reservation events, before any handler sees them. */
@TestComponent
public class DeliveryCounter implements EventHandler {

  private final Map<String, Integer> deliveries = new ConcurrentHashMap<>();

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_RESERVATION);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    events.forEach(event -> deliveries.merge(event.key(), 1, Integer::sum));
  }

  /** Deliveries of the events of an order. */
  public int of(long orderId) {
    return deliveries.getOrDefault(Long.toString(orderId), 0);
  }
}
