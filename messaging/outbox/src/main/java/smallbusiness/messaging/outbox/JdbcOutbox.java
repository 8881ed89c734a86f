package smallbusiness.messaging.outbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
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

/** Inserts events into {@code messaging.outbox} on the connection of the caller's transaction. */
final class JdbcOutbox implements Outbox {

  private static final String INSERT =
      """
      INSERT INTO messaging.outbox
        (occurred_at, topic, key, sequence, type, event_id, traceparent, payload)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;
  private final DataSource database;
  private final EventCodec codec;
  private final Owner owner;
  private final Clock clock;
  private final long maxBytes;
  private final Supplier<@Nullable String> traceparent;
  private final List<AppendListener> listeners;

  JdbcOutbox(
      DataSource database,
      EventCodec codec,
      Owner owner,
      Clock clock,
      OutboxProperties properties,
      Supplier<@Nullable String> traceparent,
      List<AppendListener> listeners) {
    this.jdbc = new JdbcTemplate(database);
    this.database = database;
    this.codec = codec;
    this.owner = owner;
    this.clock = clock;
    this.maxBytes = properties.maxEventSize().toBytes();
    this.traceparent = traceparent;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void append(List<? extends SpecificRecord> events) {
    requireTransaction();
    if (events.isEmpty()) {
      return;
    }
    List<Entry> entries = events.stream().map(this::entry).toList();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String trace = traceparent.get();
    jdbc.batchUpdate(INSERT, entries, entries.size(), (row, entry) -> entry.bind(row, now, trace));
    entries.forEach(this::notifyListeners);
  }

  private void notifyListeners(Entry entry) {
    Aggregate aggregate = new Aggregate(entry.type().topic(), entry.key());
    listeners.forEach(listener -> listener.appended(aggregate, entry.sequence()));
  }

  private void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.hasResource(database)) {
      throw new IllegalTransactionStateException(
          "Events must be appended in the transaction that changes the state");
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

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(EventType type, String key, long sequence, byte[] payload) {

    void bind(PreparedStatement row, Instant now, @Nullable String trace) throws SQLException {
      row.setObject(1, now.atOffset(ZoneOffset.UTC));
      row.setString(2, type.topic().topicName());
      row.setString(3, key);
      row.setLong(4, sequence);
      row.setString(5, type.fullName());
      row.setObject(6, EventId.at(now));
      row.setString(7, trace);
      row.setBytes(8, payload);
    }
  }
}
