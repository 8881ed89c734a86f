package smallbusiness.query.rebuild;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.EventKey;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.feed.ServiceFeed;
import smallbusiness.schemas.Topic;

/**
 * Writes to the journal the events that the live feed has not applied: those that the shadow
 * applies first, and those of keys that the live feed has parked. This way the journal is complete
 * when the shadow goes live. The journal ignores events that it already has.
 */
record ShadowJournal(EventHandler journal, JdbcClient jdbc) implements EventHandler {

  private static final String OFFSETS =
      "select topic, partition, next_offset from messaging.feed_offset where feed = :feed";

  /** Read after the offsets: an event is parked in the transaction that moves its offset. */
  private static final String PARKED =
      "select distinct topic, key from messaging.parked where feed = :feed and outcome is null";

  @Override
  public int getOrder() {
    return journal.getOrder();
  }

  @Override
  public Set<Topic> topics() {
    return journal.topics();
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    jdbc.sql(OFFSETS)
        .param("feed", ServiceFeed.NAME)
        .query(
            row -> {
              offsets.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
            });
    Set<EventKey> parked =
        new HashSet<>(
            jdbc.sql(PARKED)
                .param("feed", ServiceFeed.NAME)
                .query((row, index) -> new EventKey(row.getString(1), row.getString(2)))
                .list());
    List<ReceivedEvent> missing =
        events.stream().filter(event -> isMissing(event, offsets, parked)).toList();
    if (!missing.isEmpty()) {
      journal.apply(missing);
    }
  }

  private static boolean isMissing(
      ReceivedEvent event, Map<TopicPartition, Long> offsets, Set<EventKey> parked) {
    String topic = event.type().topic().topicName();
    long applied = offsets.getOrDefault(new TopicPartition(topic, event.partition()), 0L);
    return event.offset() >= applied || parked.contains(new EventKey(topic, event.key()));
  }
}
