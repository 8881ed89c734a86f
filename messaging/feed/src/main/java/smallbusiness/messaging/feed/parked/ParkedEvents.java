package smallbusiness.messaging.feed.parked;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import smallbusiness.messaging.feed.EventKey;

/** Table {@code messaging.parked}, as one feed writes it. */
public final class ParkedEvents {

  private static final String QUEUED = "Queued behind a parked event of its key";

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final String feed;
  private final int maxKeys;

  /**
   * @param maxKeys limit of parked keys of the feed
   */
  public ParkedEvents(JdbcTemplate jdbc, Clock clock, String feed, int maxKeys) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.feed = feed;
    this.maxKeys = maxKeys;
  }

  /** The feed's parked keys. Call it in the transaction that has locked the partition's offset. */
  public Set<EventKey> keys() {
    return new HashSet<>(
        jdbc.query(
            "SELECT DISTINCT topic, key FROM messaging.parked WHERE feed = ? AND outcome IS NULL",
            (row, number) -> new EventKey(row.getString(1), row.getString(2)),
            feed));
  }

  /** Parks an event because its key is parked. Transaction as for {@link #keys}. */
  public void queue(ConsumerRecord<byte[], byte[]> record) {
    insert(record, QUEUED);
  }

  /**
   * Parks an event that cannot be applied. Transaction as for {@link #keys}.
   *
   * @param keys the feed's parked keys; this key is added
   * @throws smallbusiness.messaging.feed.RetryLaterException when the feed would exceed its limit
   */
  public void park(ConsumerRecord<byte[], byte[]> record, String reason, Set<EventKey> keys) {
    keys.add(EventKey.of(record));
    if (keys.size() > maxKeys) {
      throw new TooManyParkedException(feed, maxKeys, reason);
    }
    insert(record, reason);
  }

  private void insert(ConsumerRecord<byte[], byte[]> record, String reason) {
    jdbc.update(
        """
        INSERT INTO messaging.parked
          (feed, topic, partition, place, key, headers, raw_key, payload, reason, parked_at)
        VALUES (?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?)
        """,
        feed,
        record.topic(),
        record.partition(),
        record.offset(),
        EventKey.of(record).key(),
        RecordHeaders.write(record),
        record.key(),
        record.value(),
        withoutNul(reason),
        Timestamp.from(clock.instant()));
  }

  /** The parked events of all feeds, oldest first, without their bytes. */
  public List<ParkedEvent> open(int limit) {
    return jdbc.query(
        "SELECT * FROM messaging.parked WHERE outcome IS NULL ORDER BY id LIMIT ?",
        (row, number) -> event(row, false),
        limit);
  }

  /** One event of any feed, parked or resolved. */
  public Optional<ParkedEvent> find(long id) {
    return jdbc
        .query("SELECT * FROM messaging.parked WHERE id = ?", (row, number) -> event(row, true), id)
        .stream()
        .findFirst();
  }

  /** How many keys and events of the feed are parked, and since when. */
  public Summary summary() {
    return jdbc.queryForObject(
        """
        SELECT count(DISTINCT (topic, key)) AS keys, count(*) AS events, min(parked_at) AS oldest
        FROM messaging.parked WHERE feed = ? AND outcome IS NULL
        """,
        (row, number) ->
            new Summary(
                row.getLong("keys"), row.getLong("events"), instant(row.getTimestamp("oldest"))),
        feed);
  }

  /** Locks the offset of a partition, so that the feed queues no more events of it meanwhile. */
  void lock(ParkedEvent event) {
    jdbc.queryForList(
        """
        SELECT 1 FROM messaging.feed_offset
        WHERE feed = ? AND topic = ? AND partition = ? FOR UPDATE
        """,
        feed,
        event.topic(),
        event.partition());
  }

  /** The first parked event of the key of an event. */
  Optional<First> first(ParkedEvent sibling) {
    return jdbc
        .query(
            """
            SELECT * FROM messaging.parked
            WHERE feed = ? AND topic = ? AND key = ? AND outcome IS NULL ORDER BY place LIMIT 1
            """,
            (row, number) -> new First(row.getLong("id"), record(row)),
            feed,
            sibling.topic(),
            sibling.key())
        .stream()
        .findFirst();
  }

  void failed(long id, Throwable failure) {
    jdbc.update(
        "UPDATE messaging.parked SET reason = ? WHERE id = ?", withoutNul(failure.toString()), id);
  }

  void resolve(long id, String outcome, String by, @Nullable String note) {
    jdbc.update(
        """
        UPDATE messaging.parked SET outcome = ?, resolved_at = ?, resolved_by = ?, note = ?
        WHERE id = ? AND outcome IS NULL
        """,
        outcome,
        Timestamp.from(clock.instant()),
        by,
        note,
        id);
  }

  private static ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
    var record =
        new ConsumerRecord<>(
            row.getString("topic"),
            row.getInt("partition"),
            row.getLong("place"),
            row.getBytes("raw_key"),
            row.getBytes("payload"));
    RecordHeaders.addTo(record, row.getString("headers"));
    return record;
  }

  private static ParkedEvent event(ResultSet row, boolean withPayload) throws SQLException {
    byte[] bytes = withPayload ? row.getBytes("payload") : null;
    return new ParkedEvent(
        row.getLong("id"),
        row.getString("feed"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("place"),
        row.getString("key"),
        RecordHeaders.read(row.getString("headers")),
        bytes == null ? null : Base64.getEncoder().encodeToString(bytes),
        row.getString("reason"),
        row.getTimestamp("parked_at").toInstant(),
        row.getString("outcome"),
        instant(row.getTimestamp("resolved_at")),
        row.getString("resolved_by"),
        row.getString("note"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static String withoutNul(String text) {
    return text.replace("\0", "");
  }

  /** The parked event of a key that has to be applied first. */
  record First(long id, ConsumerRecord<byte[], byte[]> record) {}

  /**
   * What is parked of the feed.
   *
   * @param oldest when the oldest was parked; null when nothing is
   */
  public record Summary(long keys, long events, @Nullable Instant oldest) {}
}
