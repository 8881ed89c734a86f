package smallbusiness.query.freshness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.schemas.Topic;

/** The offsets that the read model has applied, on whichever replica, as stored in the database. */
@Component
class AppliedOffsets {

  private static final String READ =
      "select feed, topic, partition, next_offset from messaging.feed_offset";

  private final JdbcClient jdbc;
  private final Map<String, Set<String>> feedsByTopic;

  AppliedOffsets(JdbcClient jdbc, List<EventHandler> feeds) {
    this.jdbc = jdbc;
    record Subscription(Topic topic, String feed) {}
    this.feedsByTopic =
        feeds.stream()
            .flatMap(
                feed -> feed.topics().stream().map(topic -> new Subscription(topic, feed.name())))
            .collect(
                groupingBy(
                    subscription -> subscription.topic().topicName(),
                    mapping(Subscription::feed, toSet())));
  }

  /**
   * Reads the next offset of each partition: the lowest of the feeds that consume it; 0 when one of
   * them has not started.
   */
  ToLongFunction<TopicPartition> read() {
    record FeedPartition(String feed, TopicPartition partition) {}
    Map<FeedPartition, Long> offsets = new HashMap<>();
    jdbc.sql(READ)
        .query(
            row -> {
              var partition = new TopicPartition(row.getString(2), row.getInt(3));
              offsets.put(new FeedPartition(row.getString(1), partition), row.getLong(4));
            });
    return partition ->
        feedsByTopic.getOrDefault(partition.topic(), Set.of()).stream()
            .mapToLong(feed -> offsets.getOrDefault(new FeedPartition(feed, partition), 0L))
            .min()
            .orElse(0);
  }
}
