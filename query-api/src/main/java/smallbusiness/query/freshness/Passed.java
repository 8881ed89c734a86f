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

/** How far the feeds have come by the database's word: in whichever replica they run. */
@Component
class Passed {

  private static final String READ =
      "select feed, topic, partition, next_offset from messaging.feed_offset";

  private final JdbcClient jdbc;
  private final Map<String, Set<String>> feedsByTopic;

  Passed(JdbcClient jdbc, List<EventHandler> feeds) {
    this.jdbc = jdbc;
    record Following(Topic topic, String feed) {}
    this.feedsByTopic =
        feeds.stream()
            .flatMap(feed -> feed.topics().stream().map(topic -> new Following(topic, feed.name())))
            .collect(
                groupingBy(
                    following -> following.topic().topicName(), mapping(Following::feed, toSet())));
  }

  /**
   * The next offset of a partition, of the feed that is least far; 0 when one of them has not
   * begun.
   */
  ToLongFunction<TopicPartition> read() {
    record Place(String feed, TopicPartition partition) {}
    Map<Place, Long> offsets = new HashMap<>();
    jdbc.sql(READ)
        .query(
            row -> {
              var partition = new TopicPartition(row.getString(2), row.getInt(3));
              offsets.put(new Place(row.getString(1), partition), row.getLong(4));
            });
    return partition ->
        feedsByTopic.getOrDefault(partition.topic(), Set.of()).stream()
            .mapToLong(feed -> offsets.getOrDefault(new Place(feed, partition), 0L))
            .min()
            .orElse(0);
  }
}
