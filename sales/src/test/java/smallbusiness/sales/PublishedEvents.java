package smallbusiness.sales;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.boot.test.context.TestComponent;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/** The events that Sales has published to Kafka. */
@TestComponent
public class PublishedEvents implements EventHandler {

  private record Place(int partition, long offset) {}

  private final Map<Topic, Map<Place, ReceivedEvent>> events =
      Map.of(
          Topic.SALES_ORDER, new ConcurrentHashMap<>(),
          Topic.SALES_CUSTOMER, new ConcurrentHashMap<>());

  @Override
  public Set<Topic> topics() {
    return events.keySet();
  }

  @Override
  public void apply(List<ReceivedEvent> batch) {
    for (ReceivedEvent event : batch) {
      events
          .getOrDefault(event.type().topic(), Map.of())
          .put(new Place(event.partition(), event.offset()), event);
    }
  }

  /** The events of one aggregate, in topic order. */
  public List<SpecificRecord> of(Topic topic, long id) {
    return events.getOrDefault(topic, Map.of()).values().stream()
        .filter(event -> event.key().equals(Long.toString(id)))
        .sorted(Comparator.comparingLong(ReceivedEvent::offset))
        .map(ReceivedEvent::payload)
        .toList();
  }

  /** The versions of one aggregate's events, in topic order. */
  public List<Long> versionsOf(Topic topic, long id) {
    return of(topic, id).stream().map(event -> EventType.of(event).versionOf(event)).toList();
  }
}
