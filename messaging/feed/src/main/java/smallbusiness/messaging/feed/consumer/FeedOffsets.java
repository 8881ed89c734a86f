package smallbusiness.messaging.feed.consumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stored offsets of a feed: where it continues, and the proof that it may write. */
final class FeedOffsets {

  /**
   * Moves all partitions of a batch, and tells whether any event is parked, in one round trip. Rows
   * are locked in a fixed order, so that two batches never deadlock.
   */
  private static final String ADVANCE =
      """
      WITH step AS (
        SELECT * FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[],
          ?::text[]::timestamptz[]) AS step (topic, partition, start, next, event_time)
      ), held AS (
        SELECT o.feed, o.topic, o.partition, step.next, step.event_time
        FROM messaging.feed_offset o
        JOIN step ON step.topic = o.topic AND step.partition = o.partition
          AND step.start = o.next_offset
        WHERE o.feed = ?
        ORDER BY o.topic, o.partition FOR UPDATE OF o
      ), moved AS (
        UPDATE messaging.feed_offset o
        SET next_offset = held.next, applied_at = ?,
          event_time = greatest(o.event_time, held.event_time)
        FROM held
        WHERE o.feed = held.feed AND o.topic = held.topic AND o.partition = held.partition
        RETURNING o.topic || '-' || o.partition AS name
      )
      SELECT coalesce((SELECT array_agg(name) FROM moved), '{}'),
        EXISTS (SELECT FROM messaging.parked WHERE feed = ? AND outcome IS NULL)
      """;

  private final String feed;
  private final JdbcTemplate jdbc;
  private final Clock clock;

  FeedOffsets(String feed, JdbcTemplate jdbc, Clock clock) {
    this.feed = feed;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The next offset to apply of each partition; 0 where nothing is applied. */
  Map<TopicPartition, Long> next(Collection<TopicPartition> partitions) {
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
   * Moves offsets in the caller's transaction, which keeps the rows locked: of two owners of a
   * partition the second waits here, and fails.
   *
   * @return whether the feed has parked events. Exact for the keys of these partitions, because
   *     parking one moves the offset too
   * @throws PartitionLostException when a stored offset is not where its step begins
   */
  boolean advance(Collection<Step> steps) {
    List<Step> all = List.copyOf(steps);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    Advanced advanced =
        Objects.requireNonNull(
            jdbc.queryForObject(
                ADVANCE,
                Advanced::read,
                all.stream().map(step -> step.partition().topic()).toArray(String[]::new),
                all.stream().mapToInt(step -> step.partition().partition()).toArray(),
                all.stream().mapToLong(Step::from).toArray(),
                all.stream().mapToLong(Step::to).toArray(),
                all.stream().map(Step::eventTimeText).toArray(String[]::new),
                feed,
                now,
                feed));
    for (Step step : all) {
      if (!advanced.partitions().contains(step.partition().toString())) {
        throw new PartitionLostException(
            "Feed " + feed + " is not at " + step + ": its stored offset was moved");
      }
    }
    return advanced.parked();
  }

  private record Advanced(Set<String> partitions, boolean parked) {

    static Advanced read(ResultSet row, int number) throws SQLException {
      return new Advanced(Set.of((String[]) row.getArray(1).getArray()), row.getBoolean(2));
    }
  }

  /**
   * The move of one partition's offset.
   *
   * @param from the next offset before the batch
   * @param to the next offset after it
   * @param eventTime the time of the newest event in between; null when none is known
   */
  record Step(TopicPartition partition, long from, long to, @Nullable Instant eventTime) {

    @Nullable String eventTimeText() {
      return eventTime == null ? null : eventTime.toString();
    }
  }
}
