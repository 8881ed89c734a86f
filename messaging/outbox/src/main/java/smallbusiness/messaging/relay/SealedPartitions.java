package smallbusiness.messaging.relay;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.outbox.PublishedUpTo;

/**
 * Finds out, over several rounds of housekeeping, that an old partition has been published whole:
 * first that every transaction that could have written into it has ended, then that the slot is
 * confirmed past that moment.
 */
final class SealedPartitions implements PublishedUpTo {

  private final JdbcClient jdbc;
  private final Slot slot;

  SealedPartitions(DataSource database, Slot slot) {
    this.jdbc = JdbcClient.create(database);
    this.slot = slot;
  }

  @Override
  public boolean covers(String partition) {
    jdbc.sql(
            """
            INSERT INTO messaging.partition_seal (partition, running_below)
            VALUES (:partition, pg_snapshot_xmax(pg_current_snapshot()))
            ON CONFLICT DO NOTHING
            """)
        .param("partition", partition)
        .update();
    jdbc.sql(
            """
            UPDATE messaging.partition_seal SET finished_at = pg_current_wal_insert_lsn()
            WHERE partition = :partition AND finished_at IS NULL
              AND pg_snapshot_xmin(pg_current_snapshot()) >= running_below
            """)
        .param("partition", partition)
        .update();
    boolean published = isPublished(partition);
    if (!published) {
      slot.heartbeat(); // an idle outbox would never move the slot
    }
    return published;
  }

  private boolean isPublished(String partition) {
    return jdbc.sql(
            """
            SELECT count(*) FROM messaging.partition_seal p
            JOIN messaging.relay_slot m ON m.slot_name = :slot AND m.repair_reason IS NULL
            JOIN pg_replication_slots s ON s.slot_name = m.slot_name
            WHERE p.partition = :partition AND s.confirmed_flush_lsn > p.finished_at
            """)
        .param("slot", slot.name())
        .param("partition", partition)
        .query((row, number) -> row.getLong(1) > 0)
        .single();
  }
}
