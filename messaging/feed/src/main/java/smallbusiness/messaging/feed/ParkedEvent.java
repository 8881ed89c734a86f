package smallbusiness.messaging.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An event that was put aside, as operators see it.
 *
 * @param place its offset in the partition
 * @param payload its bytes in Base64; null in lists, and when it has none
 * @param reason why it could not be applied, or that it waits behind another
 * @param outcome {@code APPLIED} or {@code SKIPPED}; null while it is parked
 * @param resolvedBy who brought the outcome about; null while it is parked
 */
public record ParkedEvent(
    long id,
    String feed,
    String topic,
    int partition,
    long place,
    String key,
    String headers,
    @Nullable String payload,
    String reason,
    Instant parkedAt,
    @Nullable String outcome,
    @Nullable Instant resolvedAt,
    @Nullable String resolvedBy,
    @Nullable String note) {

  static ParkedEvent read(ResultSet row) throws SQLException {
    Timestamp resolved = row.getTimestamp("resolved_at");
    return new ParkedEvent(
        row.getLong("id"),
        row.getString("feed"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("place"),
        row.getString("key"),
        row.getString("headers"),
        null,
        row.getString("reason"),
        row.getTimestamp("parked_at").toInstant(),
        row.getString("outcome"),
        resolved == null ? null : resolved.toInstant(),
        row.getString("resolved_by"),
        row.getString("note"));
  }

  /** With its bytes. */
  static ParkedEvent readWhole(ResultSet row) throws SQLException {
    ParkedEvent event = read(row);
    byte[] bytes = row.getBytes("payload");
    return new ParkedEvent(
        event.id,
        event.feed,
        event.topic,
        event.partition,
        event.place,
        event.key,
        event.headers,
        bytes == null ? null : Base64.getEncoder().encodeToString(bytes),
        event.reason,
        event.parkedAt,
        event.outcome,
        event.resolvedAt,
        event.resolvedBy,
        event.note);
  }
}
