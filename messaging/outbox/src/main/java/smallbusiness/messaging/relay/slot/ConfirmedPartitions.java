package smallbusiness.messaging.relay.slot;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.outbox.PublishedPartitions;

/**
 * Decides over several calls whether an old partition is published: first every transaction that
 * may have written to it must have ended, then the slot must be confirmed past that moment.
 */
public final class ConfirmedPartitions implements PublishedPartitions {

  private final JdbcClient jdbc;
  private final ReplicationSlot slot;

  ConfirmedPartitions(DataSource database, ReplicationSlot slot) {
    this.jdbc = JdbcClient.create(database);
    this.slot = slot;
  }

  @Override
  public boolean contains(String partition) {
    jdbc.sql(
            """
            INSERT INTO messaging.expired_partition (partition, writers_below)
            VALUES (:partition, pg_snapshot_xmax(pg_current_snapshot()))
            ON CONFLICT DO NOTHING
            """)
        .param("partition", partition)
        .update();
    jdbc.sql(
            """
            UPDATE messaging.expired_partition SET writers_end = pg_current_wal_insert_lsn()
            WHERE partition = :partition AND writers_end IS NULL
              AND pg_snapshot_xmin(pg_current_snapshot()) >= writers_below
            """)
        .param("partition", partition)
        .update();
    boolean published = isPublished(partition);
    if (!published) {
      slot.heartbeat(); // the slot of an idle outbox does not advance by itself
    }
    return published;
  }

  private boolean isPublished(String partition) {
    return jdbc.sql(
            """
            SELECT count(*) > 0 FROM messaging.expired_partition p
            JOIN messaging.relay_slot r ON r.slot_name = :slot AND r.repair_reason IS NULL
            JOIN pg_replication_slots s ON s.slot_name = r.slot_name
            WHERE p.partition = :partition AND s.confirmed_flush_lsn > p.writers_end
            """)
        .param("slot", slot.name())
        .param("partition", partition)
        .query(Boolean.class)
        .single();
  }
}
