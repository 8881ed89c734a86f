package smallbusiness.messaging.feed;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stored offsets: where each feed goes on, and the proof that it may write. */
final class FeedOffsets {

  private final JdbcTemplate jdbc;
  private final Clock clock;

  FeedOffsets(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The first offset of each partition that the feed has not applied; 0 where it has applied
   * nothing.
   */
  Map<TopicPartition, Long> next(String feed, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Object[] key = {feed, partition.topic(), partition.partition()};
      jdbc.update(
          "INSERT INTO messaging.feed_offset VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING", key);
      Long next =
          jdbc.queryForObject(
              """
              SELECT next_offset FROM messaging.feed_offset
              WHERE feed = ? AND topic = ? AND partition = ?
              """,
              Long.class,
              key);
      offsets.put(partition, next == null ? 0L : next);
    }
    return offsets;
  }

  /**
   * Moves offsets inside the caller's transaction, which holds the rows until it ends: two owners
   * of a partition wait for each other here, and the later one fails.
   *
   * @throws PartitionLostException when an offset is not where the step begins
   */
  void advance(String feed, Collection<Step> steps) {
    Timestamp now = Timestamp.from(clock.instant());
    List<Step> ordered = steps.stream().sorted(Step.ORDER).toList();
    int[][] moved =
        jdbc.batchUpdate(
            """
            UPDATE messaging.feed_offset
            SET next_offset = ?, applied_at = ?, event_time = greatest(event_time, ?)
            WHERE feed = ? AND topic = ? AND partition = ? AND next_offset = ?
            """,
            ordered,
            ordered.size(),
            (row, step) -> {
              row.setLong(1, step.to());
              row.setTimestamp(2, now);
              row.setTimestamp(
                  3, step.eventTime() == null ? null : Timestamp.from(step.eventTime()));
              row.setString(4, feed);
              row.setString(5, step.partition().topic());
              row.setInt(6, step.partition().partition());
              row.setLong(7, step.from());
            });
    for (int i = 0; i < ordered.size(); i++) {
      if (moved[0][i] == 0) {
        throw new PartitionLostException(
            "Feed " + feed + " is not at " + ordered.get(i) + ": another replica has moved it");
      }
    }
  }

  /**
   * The way of one partition through a batch.
   *
   * @param from where the feed stands before
   * @param to where it stands after
   * @param eventTime when the newest event between the two happened; null when none is known
   */
  record Step(TopicPartition partition, long from, long to, @Nullable Instant eventTime) {

    /** One order for everybody, so that two transactions never wait for each other in a circle. */
    static final Comparator<Step> ORDER =
        Comparator.comparing((Step step) -> step.partition.topic())
            .thenComparingInt(step -> step.partition.partition());
  }
}
