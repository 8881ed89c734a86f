package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the slot: the first time, and anew after it was lost. A new slot delivers only what commits
 * after it was made; the snapshot that comes with it shows exactly the rest, and of that the events
 * that the topics lack are published. That there is a new slot is remembered last, so that a repair
 * that is interrupted is done again, and finds what it had sent already.
 */
final class Repair {

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);
  private static final int FETCH = 1_000;

  /** Longer than any single step of a repair takes; then another replica begins anew. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final String LACKING =
      """
      SELECT id, topic, key, sequence, type, event_id, traceparent, payload
      FROM messaging.outbox o
      WHERE topic <> 'heartbeat' AND NOT EXISTS (SELECT FROM published p WHERE p.event_id = o.event_id)
      ORDER BY id
      """;

  private final Slot slot;
  private final RelayConnection relay;
  private final DataSource database;
  private final Topics topics;
  private final TopicScan scan;
  private final EventRecords records;
  private final Supplier<Publisher> publishers;

  Repair(
      Slot slot,
      RelayConnection relay,
      DataSource database,
      Topics topics,
      TopicScan scan,
      EventRecords records,
      Supplier<Publisher> publishers) {
    this.slot = slot;
    this.relay = relay;
    this.database = database;
    this.topics = topics;
    this.scan = scan;
    this.records = records;
    this.publishers = publishers;
  }

  /**
   * Makes the slot, unless another replica is doing so.
   *
   * @param first whether it is the first one, of which nothing is lost
   * @return how many kept events the topics lacked, or -1 when another replica is at it
   */
  long run(String reason, boolean first) throws SQLException {
    Optional<Lease> free = Lease.take(relay, "repair of " + slot.name(), SILENCE);
    if (free.isEmpty()) {
      return -1;
    }
    try (Lease lease = free.get()) {
      if (first) {
        LOG.info("Relay: making the replication slot {} for the first time", slot.name());
      } else {
        LOG.warn("Relay: making the replication slot {} anew: {}", slot.name(), reason);
      }
      slot.condemn(reason);
      try (Publisher publisher = publishers.get();
          Connection replication = relay.openForReplication()) {
        publisher.fence();
        Slot.Made made = slot.makeAnew(lease.connection(), replication);
        long lacking = publishLacking(made, publisher, lease);
        LOG.info("Relay: slot {} made; the topics lacked {} events", slot.name(), lacking);
        return lacking;
      }
    }
  }

  private long publishLacking(Slot.Made made, Publisher publisher, Lease lease)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        statement.execute("SET TRANSACTION SNAPSHOT '" + made.snapshot() + "'");
        statement.execute(TopicScan.TABLE);
        Kept kept = Kept.in(statement.executeQuery(Kept.QUERY));
        long lacking = 0;
        if (kept.oldest() != null) {
          scan.copy(topics.events(), kept.oldest(), connection, lease::renew);
          lacking = publishLacking(connection, publisher, lease);
        }
        connection.rollback();
        slot.remember(UUID.randomUUID(), made.consistentPoint(), kept.highest());
        return lacking;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private long publishLacking(Connection connection, Publisher publisher, Lease lease)
      throws SQLException {
    long lacking = 0;
    List<ProducerRecord<String, byte[]>> batch = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LACKING)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          batch.add(records.record(OutboxRows.row(rows)));
          lacking++;
          if (batch.size() == FETCH) {
            publisher.publish(batch, null);
            batch.clear();
            lease.renew();
          }
        }
      }
    }
    if (!batch.isEmpty()) {
      publisher.publish(batch, null);
    }
    return lacking;
  }

  /** What the snapshot shows of the outbox. */
  private record Kept(@Nullable Instant oldest, long highest) {

    static final String QUERY =
        "SELECT min(occurred_at), coalesce(max(id), 0) FROM messaging.outbox";

    static Kept in(ResultSet result) throws SQLException {
      result.next();
      var oldest = result.getTimestamp(1);
      return new Kept(oldest == null ? null : oldest.toInstant(), result.getLong(2));
    }
  }
}
