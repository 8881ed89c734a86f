package smallbusiness.messaging.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Parks an event that cannot be applied, and the later events of its key. Call all methods in the
 * transaction that has locked the partition's offset.
 */
final class Parking {

  private static final String QUEUED = "Queued behind a parked event of its key";

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final int maxKeys;

  /**
   * @param maxKeys limit of parked keys per feed
   */
  Parking(JdbcTemplate jdbc, Clock clock, int maxKeys) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.maxKeys = maxKeys;
  }

  /** The parked keys of a feed. */
  Set<IncomingRecord.EventKey> parked(String feed) {
    return new HashSet<>(
        jdbc.query(
            """
            SELECT DISTINCT topic, key FROM messaging.parked WHERE feed = ? AND outcome IS NULL
            """,
            (row, number) -> new IncomingRecord.EventKey(row.getString(1), row.getString(2)),
            feed));
  }

  /** Parks an event because its key is parked. */
  void queue(String feed, IncomingRecord incoming) {
    insert(feed, incoming, QUEUED);
  }

  /**
   * Parks an event that cannot be applied.
   *
   * @param parked the feed's parked keys; this key is added
   * @throws TooManyParkedException when the feed would exceed its limit
   */
  void park(
      String feed,
      IncomingRecord incoming,
      Throwable failure,
      Set<IncomingRecord.EventKey> parked) {
    parked.add(incoming.key());
    if (parked.size() > maxKeys) {
      throw new TooManyParkedException(feed, maxKeys, failure);
    }
    insert(feed, incoming, failure.toString());
  }

  private void insert(String feed, IncomingRecord incoming, String reason) {
    ConsumerRecord<byte[], byte[]> record = incoming.record();
    jdbc.update(
        """
        INSERT INTO messaging.parked
          (feed, topic, partition, place, key, headers, raw_key, payload, reason, parked_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        feed,
        record.topic(),
        record.partition(),
        record.offset(),
        incoming.key().key().replace("\0", ""),
        headers(record),
        record.key(),
        record.value(),
        reason.replace("\0", ""),
        Timestamp.from(clock.instant()));
  }

  private static String headers(ConsumerRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .filter(header -> header.value() != null)
        .map(header -> header.key() + ": " + new String(header.value(), UTF_8))
        .collect(Collectors.joining("\n"))
        .replace("\0", "");
  }
}
