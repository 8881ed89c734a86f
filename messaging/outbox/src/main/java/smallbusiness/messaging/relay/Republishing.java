package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends kept events again because an operator wants it, in the order of the outbox and marked by a
 * header. It has a publisher of its own and does not disturb the relay.
 */
final class Republishing {

  private static final Logger LOG = LoggerFactory.getLogger(Republishing.class);
  private static final int FETCH = 500;
  private static final String COLUMNS =
      "SELECT id, topic, key, sequence, type, event_id, traceparent, payload FROM messaging.outbox"
          + " WHERE topic <> 'heartbeat' AND ";

  private final DataSource database;
  private final EventRecords records;
  private final Supplier<Publisher> publishers;

  Republishing(DataSource database, EventRecords records, Supplier<Publisher> publishers) {
    this.database = database;
    this.records = records;
    this.publishers = publishers;
  }

  /** Sends everything of a span of time again and returns how much that was. */
  long span(Instant from, Instant to) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement rows =
            connection.prepareStatement(
                COLUMNS + "occurred_at >= ? AND occurred_at < ? ORDER BY id")) {
      rows.setObject(1, from.atOffset(ZoneOffset.UTC));
      rows.setObject(2, to.atOffset(ZoneOffset.UTC));
      return send(connection, rows);
    }
  }

  /** Sends the given events again and returns how many of them are kept. */
  long events(List<UUID> ids) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement rows =
            connection.prepareStatement(COLUMNS + "event_id = ANY (?) ORDER BY id")) {
      rows.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      return send(connection, rows);
    }
  }

  private long send(Connection connection, PreparedStatement statement) throws SQLException {
    connection.setAutoCommit(false); // else the driver reads all rows into memory
    statement.setFetchSize(FETCH);
    long sent = 0;
    try (Publisher publisher = publishers.get();
        ResultSet rows = statement.executeQuery()) {
      publisher.fence();
      List<ProducerRecord<String, byte[]>> batch = new ArrayList<>();
      while (rows.next()) {
        batch.add(records.again(OutboxRows.row(rows)));
        if (batch.size() == FETCH) {
          publisher.publish(batch, null);
          sent += batch.size();
          batch.clear();
        }
      }
      publisher.publish(batch, null);
      sent += batch.size();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    LOG.warn("Relay: {} events were sent again on an operator's request", sent);
    return sent;
  }
}
