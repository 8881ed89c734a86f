package smallbusiness.messaging.relay.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.EventRecords;
import smallbusiness.messaging.relay.publish.OutboxRow;

/**
 * Publishes kept events again at an operator's request, in outbox order and marked by a header. It
 * uses its own publisher, so the relay is not affected.
 */
public final class Republisher {

  private static final Logger LOG = LoggerFactory.getLogger(Republisher.class);
  private static final String SELECT =
      "SELECT " + OutboxRow.COLUMNS + " FROM messaging.outbox WHERE topic <> 'heartbeat' AND ";

  private final DataSource database;
  private final EventRecords records;
  private final Supplier<EventPublisher> publishers;

  public Republisher(
      DataSource database, EventRecords records, Supplier<EventPublisher> publishers) {
    this.database = database;
    this.records = records;
    this.publishers = publishers;
  }

  /** Publishes all events of a period again; returns their number. */
  long period(Instant from, Instant to) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement rows =
            connection.prepareStatement(
                SELECT + "occurred_at >= ? AND occurred_at < ? ORDER BY id")) {
      rows.setObject(1, from.atOffset(ZoneOffset.UTC));
      rows.setObject(2, to.atOffset(ZoneOffset.UTC));
      return publish(connection, rows);
    }
  }

  /** Publishes the given events again; returns how many of them are kept. */
  long events(List<UUID> ids) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement rows =
            connection.prepareStatement(SELECT + "event_id = ANY (?) ORDER BY id")) {
      rows.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      return publish(connection, rows);
    }
  }

  private long publish(Connection connection, PreparedStatement rows) throws SQLException {
    connection.setAutoCommit(false);
    try (EventPublisher publisher = publishers.get()) {
      publisher.fence();
      long published = publisher.publishAll(rows, records::republished, () -> {});
      LOG.warn("An operator has published {} events again", published);
      return published;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
