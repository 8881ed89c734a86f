package smallbusiness.messaging.relay.slot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.lease.Lease;

/** The replication slot of this database, and its row in {@code messaging.relay_slot}. */
public final class ReplicationSlot {

  /**
   * Inserts a heartbeat row, which moves the relay's position and is not published. Its key is its
   * time in milliseconds: everything committed before that time precedes it in the log. The row is
   * deleted at once; the log keeps it.
   */
  public static final String HEARTBEAT =
      """
      DO $$
      DECLARE beat bigint;
      BEGIN
        INSERT INTO messaging.outbox
          (occurred_at, topic, key, sequence, type, event_id, payload)
        VALUES (current_timestamp, 'heartbeat',
          floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text,
          1, '', gen_random_uuid(), '')
        RETURNING id INTO beat;
        DELETE FROM messaging.outbox WHERE id = beat AND occurred_at = current_timestamp;
      END $$
      """;

  private static final String STATE =
      """
      SELECT s.slot_name IS NOT NULL AS exists,
             coalesce(s.database = current_database() AND s.plugin = 'pgoutput', false) AS ours,
             coalesce(s.active, false) AS active,
             CASE WHEN s.wal_status = 'lost' OR s.invalidation_reason IS NOT NULL
               THEN coalesce(s.invalidation_reason, 'lost') END AS lost,
             coalesce(s.confirmed_flush_lsn - '0/0', 0)::bigint AS confirmed,
             (pg_current_wal_lsn() - '0/0')::bigint AS end_of_log,
             coalesce(pg_current_wal_lsn() - s.confirmed_flush_lsn, 0)::bigint AS lag_bytes,
             coalesce(pg_current_wal_lsn() - s.restart_lsn, 0)::bigint AS retained_bytes,
             r.epoch,
             coalesce(r.consistent_point - '0/0', 0)::bigint AS consistent_point,
             coalesce(r.published_id, 0) AS published_id,
             coalesce(r.system_identifier = c.system_identifier, true) AS same_server,
             r.repair_reason,
             r.paused_at IS NOT NULL AS paused
      FROM (SELECT :name AS name) n CROSS JOIN pg_control_system() c
      LEFT JOIN pg_replication_slots s ON s.slot_name = n.name
      LEFT JOIN messaging.relay_slot r ON r.slot_name = n.name
      """;

  private final String name;
  private final RelayConnection relay;
  private final JdbcClient jdbc;
  private final Clock clock;

  private ReplicationSlot(RelayConnection relay, DataSource database, Clock clock) {
    this.name = relay.slotName();
    this.relay = relay;
    this.jdbc = JdbcClient.create(database);
    this.clock = clock;
  }

  /**
   * The slot of a database.
   *
   * @param url the service's JDBC URL
   * @param user the relay's own role, which may replicate
   * @param database the same database, with the service's role
   */
  public static ReplicationSlot of(
      String url,
      String user,
      String password,
      Duration senderTimeout,
      DataSource database,
      Clock clock) {
    return new ReplicationSlot(
        RelayConnection.of(url, user, password, senderTimeout), database, clock);
  }

  public String name() {
    return name;
  }

  /** Reads the current state from the database. */
  public SlotState state() {
    return sql(STATE).query(SlotState.class).single();
  }

  /** Requires a repair before any replica relays again, also after a restart. */
  public void requireRepair(String reason) {
    sql("""
    INSERT INTO messaging.relay_slot (slot_name, repair_reason) VALUES (:name, :reason)
    ON CONFLICT (slot_name) DO UPDATE SET repair_reason = excluded.repair_reason
    """)
        .param("reason", reason)
        .update();
  }

  /** Stores the recreated slot in a new epoch. This is the last step of a repair. */
  public void repaired(String consistentPoint, long publishedId) {
    sql("""
    UPDATE messaging.relay_slot
    SET epoch = gen_random_uuid(), created_at = :now, consistent_point = :point::pg_lsn,
        published_id = :id, repair_reason = NULL,
        system_identifier = (SELECT system_identifier FROM pg_control_system())
    WHERE slot_name = :name
    """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("point", consistentPoint)
        .param("id", publishedId)
        .update();
  }

  /**
   * Stores approximately how far the outbox is published, so that other replicas can show the lag.
   */
  public void storePublished(long highestId) {
    sql("UPDATE messaging.relay_slot SET published_id = :id WHERE slot_name = :name")
        .param("id", highestId)
        .update();
  }

  /** The time from which rows have not been audited; initially when the slot was created. */
  public Instant auditedUntil() {
    return sql("""
    SELECT coalesce(audited_until, created_at) FROM messaging.relay_slot
    WHERE slot_name = :name
    """)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  /** Stores that all events before a time are known to be in Kafka. */
  public void auditedUntil(Instant time) {
    sql("UPDATE messaging.relay_slot SET audited_until = :until WHERE slot_name = :name")
        .param("until", time.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Pauses or resumes the relay on all replicas. */
  public void pause(boolean paused) {
    sql("""
    INSERT INTO messaging.relay_slot (slot_name, paused_at)
    VALUES (:name, CASE WHEN :paused THEN now() END)
    ON CONFLICT (slot_name) DO UPDATE SET paused_at = excluded.paused_at
    """)
        .param("paused", paused)
        .update();
  }

  /** Inserts a heartbeat row, so that the slot of an idle outbox advances. */
  public void heartbeat() {
    jdbc.sql(HEARTBEAT).update();
  }

  /**
   * Acquires a lease on this slot, or returns empty if another replica holds it.
   *
   * @param idleLimit how long the lease lasts without a call
   */
  public Optional<Lease> tryLease(String purpose, Duration idleLimit) throws SQLException {
    return Lease.tryAcquire(relay::open, purpose + " of " + name, idleLimit);
  }

  /** The engine's settings for this slot. */
  public Map<String, String> engineSettings() {
    return relay.engineSettings();
  }

  /** Opens a connection for {@link #recreate}; the caller closes it. */
  public Connection openForReplication() throws SQLException {
    return relay.openForReplication();
  }

  /**
   * Drops the slot and creates it again.
   *
   * @param ordinary a connection of the relay's role
   * @param replication its next command ends the snapshot
   */
  public Created recreate(Connection ordinary, Connection replication) throws SQLException {
    try (var drop =
        ordinary.prepareStatement(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE slot_name = ?")) {
      drop.setString(1, name);
      drop.execute();
    }
    String failover = ordinary.getMetaData().getDatabaseMajorVersion() >= 17 ? ", FAILOVER" : "";
    try (var statement = replication.createStatement();
        ResultSet slot =
            statement.executeQuery(
                "CREATE_REPLICATION_SLOT \"%s\" LOGICAL pgoutput (SNAPSHOT 'export'%s)"
                    .formatted(name, failover))) {
      slot.next();
      return new Created(slot.getString("consistent_point"), slot.getString("snapshot_name"));
    }
  }

  private JdbcClient.StatementSpec sql(String text) {
    return jdbc.sql(text).param("name", name);
  }

  /**
   * A slot just created.
   *
   * @param consistentPoint where the slot starts: it delivers what commits later
   * @param snapshot an exported snapshot that shows exactly what the slot does not deliver
   */
  public record Created(String consistentPoint, String snapshot) {}
}
