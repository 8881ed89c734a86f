package smallbusiness.messaging.outbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Owner;

/** Writes events into {@code messaging.outbox}, on the connection of the caller's transaction. */
final class JdbcOutbox implements Outbox {

  private static final String INSERT =
      "INSERT INTO messaging.outbox"
          + " (occurred_at, topic, key, sequence, type, event_id, traceparent, payload) VALUES ";
  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int COLUMNS = 8;

  /** Longer lists are cut, so that the number of distinct statements stays small. */
  private static final int ROWS_PER_STATEMENT = 50;

  private static final List<String> STATEMENTS =
      Stream.iterate(1, rows -> rows + 1)
          .limit(ROWS_PER_STATEMENT)
          .map(rows -> INSERT + (ROW + ", ").repeat(rows - 1) + ROW)
          .toList();

  private final JdbcTemplate jdbc;
  private final DataSource database;
  private final EventCodec codec;
  private final Owner owner;
  private final Clock clock;
  private final long maxBytes;
  private final Supplier<@Nullable String> traceparent;
  private final List<AppendedEvents> observers;

  JdbcOutbox(
      DataSource database,
      EventCodec codec,
      Owner owner,
      Clock clock,
      OutboxProperties properties,
      Supplier<@Nullable String> traceparent,
      List<AppendedEvents> observers) {
    this.jdbc = new JdbcTemplate(database);
    this.database = database;
    this.codec = codec;
    this.owner = owner;
    this.clock = clock;
    this.maxBytes = properties.maxEventSize().toBytes();
    this.traceparent = traceparent;
    this.observers = List.copyOf(observers);
  }

  @Override
  public void append(List<? extends SpecificRecord> events) {
    requireTransaction();
    List<Entry> entries = events.stream().map(this::entry).toList();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String trace = traceparent.get();
    for (int from = 0; from < entries.size(); from += ROWS_PER_STATEMENT) {
      insert(
          entries.subList(from, Math.min(entries.size(), from + ROWS_PER_STATEMENT)), now, trace);
    }
    entries.forEach(this::tell);
  }

  private void tell(Entry entry) {
    Aggregate aggregate = new Aggregate(entry.type().topic(), entry.key());
    observers.forEach(observer -> observer.appended(aggregate, entry.sequence()));
  }

  private void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.hasResource(database)) {
      throw new IllegalTransactionStateException(
          "Events may only be appended in the transaction that changes the state they tell of");
    }
  }

  private Entry entry(SpecificRecord event) {
    EventType type = EventType.of(event);
    if (type.topic().owner() != owner) {
      throw new IllegalArgumentException(owner.id() + " may not publish " + type);
    }
    String key = type.keyOf(event);
    byte[] payload = codec.encode(event);
    if (payload.length > maxBytes) {
      throw new EventTooLargeException(type, key, payload.length, maxBytes);
    }
    return new Entry(type, key, type.versionOf(event), payload);
  }

  private void insert(List<Entry> entries, Instant now, @Nullable String trace) {
    jdbc.update(
        STATEMENTS.get(entries.size() - 1),
        statement -> {
          int offset = 0;
          for (Entry entry : entries) {
            entry.bind(statement, offset, now, trace);
            offset += COLUMNS;
          }
        });
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(EventType type, String key, long sequence, byte[] payload) {

    void bind(PreparedStatement statement, int offset, Instant now, @Nullable String trace)
        throws SQLException {
      statement.setObject(offset + 1, now.atOffset(ZoneOffset.UTC));
      statement.setString(offset + 2, type.topic().topicName());
      statement.setString(offset + 3, key);
      statement.setLong(offset + 4, sequence);
      statement.setString(offset + 5, type.fullName());
      statement.setObject(offset + 6, EventId.at(now));
      statement.setString(offset + 7, trace);
      statement.setBytes(offset + 8, payload);
    }
  }
}
