package smallbusiness.messaging.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was put aside, as operators see it.
 *
 * @param place its offset in the partition
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
        row.getString("reason"),
        row.getTimestamp("parked_at").toInstant(),
        row.getString("outcome"),
        resolved == null ? null : resolved.toInstant(),
        row.getString("resolved_by"),
        row.getString("note"));
  }
}
