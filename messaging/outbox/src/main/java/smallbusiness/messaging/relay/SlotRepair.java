package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.lease.Lease;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.OutboxRow;
import smallbusiness.messaging.relay.publish.RelayKafka;
import smallbusiness.messaging.relay.slot.ReplicationSlot;

/**
 * Creates or recreates the slot, and publishes the events that are missing in the topics. The
 * snapshot exported with the new slot shows exactly the rows that the slot will not deliver; their
 * events are published unless the topics contain them. The slot's epoch changes last, so that an
 * interrupted repair starts over.
 */
final class SlotRepair {

  private static final Logger LOG = LoggerFactory.getLogger(SlotRepair.class);

  /** Longer than any step of a repair; after that another replica may start over. */
  private static final Duration LEASE_IDLE_LIMIT = Duration.ofMinutes(2);

  private static final String MISSING =
      "SELECT "
          + OutboxRow.COLUMNS
          + """
           FROM messaging.outbox o
          WHERE topic <> 'heartbeat' AND NOT EXISTS (SELECT FROM published p WHERE p.event_id = o.event_id)
          ORDER BY id
          """;

  private final ReplicationSlot slot;
  private final RelayKafka kafka;
  private final DataSource database;

  SlotRepair(ReplicationSlot slot, RelayKafka kafka, DataSource database) {
    this.slot = slot;
    this.kafka = kafka;
    this.database = database;
  }

  /**
   * Creates the slot, unless another replica is doing so.
   *
   * @param first whether the slot is created for the first time
   * @return how many events were missing and are published now; empty if another replica repairs
   */
  OptionalLong run(String reason, boolean first) throws SQLException {
    Optional<Lease> acquired = slot.tryLease("repair", LEASE_IDLE_LIMIT);
    if (acquired.isEmpty()) {
      return OptionalLong.empty();
    }
    try (Lease lease = acquired.get()) {
      if (first) {
        LOG.info("Relay: creating replication slot {}", slot.name());
      } else {
        LOG.warn("Relay: recreating replication slot {}: {}", slot.name(), reason);
      }
      slot.requireRepair(reason);
      try (EventPublisher publisher = kafka.publisher();
          Connection replication = slot.openForReplication()) {
        publisher.fence();
        ReplicationSlot.Created created = slot.recreate(lease.connection(), replication);
        long missing = publishMissing(created, publisher, lease);
        LOG.info(
            "Relay: replication slot {} created, {} missing events published",
            slot.name(),
            missing);
        return OptionalLong.of(missing);
      }
    }
  }

  private long publishMissing(
      ReplicationSlot.Created created, EventPublisher publisher, Lease lease) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        statement.execute("SET TRANSACTION SNAPSHOT '" + created.snapshot() + "'");
        long missing = 0;
        long highestId;
        try (ResultSet kept =
            statement.executeQuery(
                "SELECT min(occurred_at), coalesce(max(id), 0) FROM messaging.outbox")) {
          kept.next();
          var oldest = kept.getTimestamp(1);
          highestId = kept.getLong(2);
          if (oldest != null) {
            kafka.copyPublished(oldest.toInstant(), connection, lease::renew);
            try (var rows = connection.prepareStatement(MISSING)) {
              missing = publisher.publishAll(rows, lease::renew);
            }
          }
        }
        connection.rollback();
        slot.repaired(created.consistentPoint(), highestId);
        return missing;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
