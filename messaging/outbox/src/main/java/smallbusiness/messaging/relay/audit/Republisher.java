package smallbusiness.messaging.relay.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.OutboxRow;
import smallbusiness.messaging.relay.publish.RelayKafka;

/**
 * Publishes kept events again at an operator's request, in outbox order and marked by a header. It
 * uses its own publisher, so the relay is not affected.
 */
public final class Republisher {

  private static final Logger LOG = LoggerFactory.getLogger(Republisher.class);
  private static final String SELECT =
      "SELECT "
          + OutboxRow.COLUMNS
          + " FROM messaging.outbox WHERE topic <> 'heartbeat' AND occurred_at >= ? AND occurred_at"
          + " < ? AND (?::uuid[] IS NULL OR event_id = ANY (?)) ORDER BY id";

  private final DataSource database;
  private final RelayKafka kafka;

  Republisher(DataSource database, RelayKafka kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /**
   * Publishes events of a period again.
   *
   * @param only the events to publish; null for all events of the period
   * @return how many were published
   */
  long publish(Instant from, Instant to, @Nullable List<UUID> only) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement rows = connection.prepareStatement(SELECT);
        EventPublisher publisher = kafka.republisher()) {
      connection.setAutoCommit(false);
      Array ids = only == null ? null : connection.createArrayOf("uuid", only.toArray());
      rows.setObject(1, from.atOffset(ZoneOffset.UTC));
      rows.setObject(2, to.atOffset(ZoneOffset.UTC));
      rows.setArray(3, ids);
      rows.setArray(4, ids);
      try {
        publisher.fence();
        long published = publisher.publishAll(rows, () -> {});
        LOG.warn("An operator has published {} events again", published);
        return published;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
