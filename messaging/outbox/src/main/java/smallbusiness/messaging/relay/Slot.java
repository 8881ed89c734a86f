package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The replication slot of this database, and the row that remembers it. Looks only; {@link Repair}
 * makes the slot.
 */
final class Slot {

  /**
   * Writes a row that moves the relay's position and is not published. Its key is its own time in
   * milliseconds: whatever committed before that comes out of the log before it. The row itself is
   * gone at once; the log has it.
   */
  static final String HEARTBEAT =
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
      SELECT s.slot_name IS NOT NULL AS present,
             s.database = current_database() AND s.plugin = 'pgoutput' AS ours,
             s.active, s.wal_status, s.invalidation_reason,
             s.confirmed_flush_lsn, pg_current_wal_lsn() AS end_of_log,
             pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn)::bigint AS lag,
             pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn)::bigint AS retained,
             m.epoch, m.consistent_point, m.published_id, m.repair_reason, m.paused_at,
             coalesce(m.system_identifier = c.system_identifier, true) AS same_server
      FROM (SELECT :name AS name) n CROSS JOIN pg_control_system() c
      LEFT JOIN pg_replication_slots s ON s.slot_name = n.name
      LEFT JOIN messaging.relay_slot m ON m.slot_name = n.name
      """;

  private final String name;
  private final JdbcClient jdbc;
  private final Clock clock;

  Slot(String name, DataSource database, Clock clock) {
    this.name = name;
    this.jdbc = JdbcClient.create(database);
    this.clock = clock;
  }

  String name() {
    return name;
  }

  /** How things stand now. */
  SlotState state() {
    return jdbc.sql(STATE).param("name", name).query((row, number) -> state(row)).single();
  }

  private static SlotState state(ResultSet row) throws SQLException {
    return new SlotState(
        row.getBoolean("present"),
        row.getBoolean("ours"),
        row.getBoolean("active"),
        row.getString("wal_status"),
        row.getString("invalidation_reason"),
        lsn(row.getString("confirmed_flush_lsn")),
        lsn(row.getString("end_of_log")),
        row.getLong("lag"),
        row.getLong("retained"),
        memory(row),
        row.getTimestamp("paused_at") != null);
  }

  private static SlotState.@Nullable Memory memory(ResultSet row) throws SQLException {
    UUID epoch = row.getObject("epoch", UUID.class);
    if (epoch == null) {
      return null;
    }
    return new SlotState.Memory(
        epoch,
        lsn(row.getString("consistent_point")),
        row.getLong("published_id"),
        row.getBoolean("same_server"),
        row.getString("repair_reason"));
  }

  private static long lsn(@Nullable String text) {
    return text == null ? 0 : Lsn.parse(text);
  }

  /** Remembers that the slot must be made anew, whatever happens to this process. */
  void condemn(String reason) {
    jdbc.sql(
            """
            INSERT INTO messaging.relay_slot
              (slot_name, epoch, made_at, consistent_point, published_id, repair_reason)
            VALUES (:name, gen_random_uuid(), :now, '0/0', 0, :reason)
            ON CONFLICT (slot_name) DO UPDATE SET repair_reason = excluded.repair_reason
            """)
        .param("name", name)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("reason", reason)
        .update();
  }

  /** Remembers the new slot: the last step of a repair. */
  void remember(UUID epoch, String consistentPoint, long publishedId) {
    jdbc.sql(
            """
            UPDATE messaging.relay_slot
            SET epoch = :epoch, made_at = :now, consistent_point = :point::pg_lsn,
                published_id = :id, repair_reason = NULL,
                system_identifier = (SELECT system_identifier FROM pg_control_system())
            WHERE slot_name = :name
            """)
        .param("epoch", epoch)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("point", consistentPoint)
        .param("id", publishedId)
        .param("name", name)
        .update();
  }

  /** Lets the other replicas know, about, how far this one has published. */
  void tellPublished(long highestId) {
    jdbc.sql("UPDATE messaging.relay_slot SET published_id = :id WHERE slot_name = :name")
        .param("id", highestId)
        .param("name", name)
        .update();
  }

  /** From when on rows have not been audited yet: at first, since the slot was made. */
  Instant auditedUntil() {
    return jdbc.sql(
            """
            SELECT coalesce(audited_until, made_at) FROM messaging.relay_slot
            WHERE slot_name = :name
            """)
        .param("name", name)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  /** Remembers that everything written before a moment was found to be sound. */
  void auditedUntil(Instant moment) {
    jdbc.sql("UPDATE messaging.relay_slot SET audited_until = :until WHERE slot_name = :name")
        .param("until", moment.atOffset(ZoneOffset.UTC))
        .param("name", name)
        .update();
  }

  /** Writes a heartbeat row, so that a slot held back by an idle outbox moves on. */
  void heartbeat() {
    jdbc.sql(HEARTBEAT).update();
  }

  /** Stops or resumes relaying on all replicas. */
  void pause(boolean paused) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            INSERT INTO messaging.relay_slot
              (slot_name, epoch, made_at, consistent_point, published_id, paused_at)
            VALUES (:name, gen_random_uuid(), :now, '0/0', 0, :paused)
            ON CONFLICT (slot_name) DO UPDATE SET paused_at = excluded.paused_at
            """)
        .param("name", name)
        .param("now", now)
        .param("paused", paused ? now : null, Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /**
   * Drops the slot and makes it anew over the replication protocol.
   *
   * @param ordinary a connection of a role that may replicate
   * @param replication the same role's replication connection; the snapshot lives until its next
   *     command
   */
  Made makeAnew(Connection ordinary, Connection replication) throws SQLException {
    try (var drop =
        ordinary.prepareStatement(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE slot_name = ?")) {
      drop.setString(1, name);
      drop.execute();
    }
    String failover = ordinary.getMetaData().getDatabaseMajorVersion() >= 17 ? ", FAILOVER" : "";
    try (var statement = replication.createStatement();
        ResultSet made =
            statement.executeQuery(
                "CREATE_REPLICATION_SLOT \"%s\" LOGICAL pgoutput (SNAPSHOT 'export'%s)"
                    .formatted(name, failover))) {
      made.next();
      return new Made(made.getString("consistent_point"), made.getString("snapshot_name"));
    }
  }

  /**
   * A slot just made.
   *
   * @param consistentPoint where it begins: what commits later comes out of it
   * @param snapshot name of the exported snapshot that shows exactly what will not
   */
  record Made(String consistentPoint, String snapshot) {}
}
