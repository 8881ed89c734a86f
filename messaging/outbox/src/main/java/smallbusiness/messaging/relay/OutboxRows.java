package smallbusiness.messaging.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads kept rows from the table rather than from the log. */
final class OutboxRows {

  private OutboxRows() {}

  /** The row under the cursor; it has no place in the log. */
  static Row row(ResultSet result) throws SQLException {
    return new Row(
        result.getLong("id"),
        result.getString("topic"),
        result.getString("key"),
        result.getLong("sequence"),
        result.getString("type"),
        result.getObject("event_id", UUID.class),
        result.getString("traceparent"),
        result.getBytes("payload"),
        0,
        null,
        0);
  }
}
