package smallbusiness.query.freshness;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.ServiceFeed;

/** The offsets that the live read model has applied, over all replicas. */
@Component
class AppliedOffsets {

  private static final String READ =
      "select topic, partition, next_offset from messaging.feed_offset where feed = :feed";

  private final JdbcClient jdbc;

  AppliedOffsets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Reads the next offset of each partition; 0 where nothing is applied. */
  ToLongFunction<TopicPartition> read() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    jdbc.sql(READ)
        .param("feed", ServiceFeed.NAME)
        .query(
            row -> {
              offsets.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
            });
    return partition -> offsets.getOrDefault(partition, 0L);
  }
}
