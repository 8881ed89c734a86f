package smallbusiness.messaging.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What operators do about parked events. */
final class ParkedEvents {

  private static final String WITHOUT_BYTES =
      "id, feed, topic, partition, place, key, headers, reason, parked_at, outcome, resolved_at,"
          + " resolved_by, note";

  private final JdbcTemplate jdbc;
  private final TransactionOperations transactions;
  private final EventReader reader;
  private final Map<String, EventHandler> listeners;
  private final FeedObserver observers;
  private final Clock clock;

  ParkedEvents(
      JdbcTemplate jdbc,
      TransactionOperations transactions,
      EventReader reader,
      List<EventHandler> listeners,
      List<FeedObserver> observers,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = new FeedTransactions(transactions);
    this.reader = reader;
    this.listeners =
        listeners.stream().collect(Collectors.toMap(EventHandler::name, Function.identity()));
    this.observers = new FeedObservers(observers);
    this.clock = clock;
  }

  /** The events that are parked now, oldest first. */
  List<ParkedEvent> open(int limit) {
    return jdbc.query(
        "SELECT "
            + WITHOUT_BYTES
            + " FROM messaging.parked WHERE outcome IS NULL ORDER BY id LIMIT ?",
        (row, number) -> ParkedEvent.read(row),
        limit);
  }

  /** One event, parked or resolved. */
  Optional<ParkedEvent> find(long id) {
    return jdbc
        .query(
            "SELECT * FROM messaging.parked WHERE id = ?",
            (row, number) -> ParkedEvent.readWhole(row),
            id)
        .stream()
        .findFirst();
  }

  /** Whether events of a feed can be applied here. */
  boolean knows(String feed) {
    return listeners.containsKey(feed);
  }

  /** How many keys and events of a feed are parked, and since when. */
  Summary summary(String feed) {
    return jdbc.queryForObject(
        """
        SELECT count(DISTINCT (topic, key)) AS keys, count(*) AS events, min(parked_at) AS oldest
        FROM messaging.parked WHERE feed = ? AND outcome IS NULL
        """,
        (row, number) -> Summary.read(row),
        feed);
  }

  /**
   * Applies the parked events of an event's key in their order, each in a transaction of its own,
   * until none is left or one fails, which then stays parked with the new reason.
   *
   * @param by who does it, for the record
   * @return how many were applied
   */
  int retry(ParkedEvent event, String by) {
    int applied = 0;
    while (applyFirst(event, by)) {
      applied++;
    }
    return applied;
  }

  private boolean applyFirst(ParkedEvent sibling, String by) {
    try {
      List<ReceivedEvent> events =
          transactions.execute(
              transaction -> {
                lock(sibling);
                return first(sibling)
                    .map(parked -> apply(sibling, parked, by))
                    .orElseGet(List::<ReceivedEvent>of);
              });
      if (events == null || events.isEmpty()) {
        return false;
      }
      observers.applied(sibling.feed(), events);
      return true;
    } catch (RuntimeException e) {
      if (TransientFailures.isTransient(e)) {
        throw e;
      }
      first(sibling)
          .ifPresent(
              parked ->
                  jdbc.update(
                      "UPDATE messaging.parked SET reason = ? WHERE id = ?",
                      e.toString().replace("\0", ""),
                      parked.id()));
      return false;
    }
  }

  private List<ReceivedEvent> apply(ParkedEvent sibling, Parked parked, String by) {
    EventHandler listener = listeners.get(sibling.feed());
    if (listener == null) {
      throw new IllegalStateException("No feed " + sibling.feed() + " in this service");
    }
    List<ReceivedEvent> events = List.of(reader.read(parked.record()));
    listener.apply(events);
    resolve(parked.id(), "APPLIED", by, null);
    return events;
  }

  /**
   * Gives an event up, on the operator's word.
   *
   * @param note why, for the record
   * @return false when it is not the first of its key that is parked
   */
  boolean skip(ParkedEvent event, String by, String note) {
    return Boolean.TRUE.equals(
        transactions.execute(
            transaction -> {
              lock(event);
              boolean first = first(event).filter(parked -> parked.id() == event.id()).isPresent();
              if (first) {
                resolve(event.id(), "SKIPPED", by, note);
              }
              return first;
            }));
  }

  /** Keeps the feed from queueing more events of the partition until the transaction ends. */
  private void lock(ParkedEvent event) {
    jdbc.queryForList(
        """
        SELECT 1 FROM messaging.feed_offset
        WHERE feed = ? AND topic = ? AND partition = ? FOR UPDATE
        """,
        event.feed(),
        event.topic(),
        event.partition());
  }

  private Optional<Parked> first(ParkedEvent sibling) {
    return jdbc
        .query(
            """
            SELECT * FROM messaging.parked
            WHERE feed = ? AND topic = ? AND key = ? AND outcome IS NULL ORDER BY place LIMIT 1
            """,
            (row, number) -> Parked.read(row),
            sibling.feed(),
            sibling.topic(),
            sibling.key())
        .stream()
        .findFirst();
  }

  private void resolve(long id, String outcome, String by, @Nullable String note) {
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

  /** A parked event as the record that it was. */
  private record Parked(long id, ConsumerRecord<byte[], byte[]> record) {

    static Parked read(ResultSet row) throws SQLException {
      var record =
          new ConsumerRecord<>(
              row.getString("topic"),
              row.getInt("partition"),
              row.getLong("place"),
              row.getBytes("raw_key"),
              row.getBytes("payload"));
      row.getString("headers")
          .lines()
          .map(line -> line.split(": ", 2))
          .filter(header -> header.length == 2)
          .forEach(header -> record.headers().add(header[0], header[1].getBytes(UTF_8)));
      return new Parked(row.getLong("id"), record);
    }
  }

  /**
   * What is parked of a feed.
   *
   * @param oldest when the oldest was parked; null when nothing is
   */
  record Summary(long keys, long events, @Nullable Timestamp oldest) {

    static Summary read(ResultSet row) throws SQLException {
      return new Summary(row.getLong("keys"), row.getLong("events"), row.getTimestamp("oldest"));
    }
  }
}
