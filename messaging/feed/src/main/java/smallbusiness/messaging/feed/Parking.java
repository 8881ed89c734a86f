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
 * Where events are put aside: one that cannot be applied, and after it those of the same key. All
 * methods belong into the transaction that holds the partition's offset.
 */
final class Parking {

  private static final String BEHIND = "Waits behind an earlier event of its key";

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final int maxKeys;

  /**
   * @param maxKeys most keys that one feed may park
   */
  Parking(JdbcTemplate jdbc, Clock clock, int maxKeys) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.maxKeys = maxKeys;
  }

  /** The keys of a feed that are parked now. */
  Set<Arrival.Queue> parked(String feed) {
    return new HashSet<>(
        jdbc.query(
            """
            SELECT DISTINCT topic, key FROM messaging.parked WHERE feed = ? AND outcome IS NULL
            """,
            (row, number) -> new Arrival.Queue(row.getString(1), row.getString(2)),
            feed));
  }

  /** Puts an event aside because an earlier one of its key is. */
  void queue(String feed, Arrival arrival) {
    insert(feed, arrival, BEHIND);
  }

  /**
   * Puts an event aside because it cannot be applied.
   *
   * @param parked the feed's parked keys, to which this one is added
   * @throws TooManyParkedException when that would be too many
   */
  void park(String feed, Arrival arrival, Throwable fault, Set<Arrival.Queue> parked) {
    parked.add(arrival.queue());
    if (parked.size() > maxKeys) {
      throw new TooManyParkedException(feed, maxKeys, fault);
    }
    insert(feed, arrival, fault.toString());
  }

  private void insert(String feed, Arrival arrival, String reason) {
    ConsumerRecord<byte[], byte[]> record = arrival.record();
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
        arrival.queue().key().replace("\0", ""),
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
