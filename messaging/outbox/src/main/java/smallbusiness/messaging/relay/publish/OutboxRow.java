package smallbusiness.messaging.relay.publish;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox.
 *
 * @param id the row's number in the outbox
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboxRow(
    long id,
    String topic,
    String key,
    long sequence,
    String type,
    UUID eventId,
    @Nullable String traceparent,
    byte[] payload) {

  /** The columns that {@link #of} reads. */
  public static final String COLUMNS =
      "id, topic, key, sequence, type, event_id, traceparent, payload";

  /** The topic of rows that only move the relay's position; they are not published. */
  private static final String HEARTBEAT = "heartbeat";

  /** The row under the cursor. */
  static OutboxRow of(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getString("topic"),
        row.getString("key"),
        row.getLong("sequence"),
        row.getString("type"),
        row.getObject("event_id", UUID.class),
        row.getString("traceparent"),
        row.getBytes("payload"));
  }

  public boolean isHeartbeat() {
    return topic.equals(HEARTBEAT);
  }

  /** When a heartbeat row was inserted, by the database's clock. */
  public Instant heartbeatTime() {
    return Instant.ofEpochMilli(Long.parseLong(key));
  }
}
