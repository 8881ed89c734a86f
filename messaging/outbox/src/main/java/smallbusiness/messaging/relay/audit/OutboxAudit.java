package smallbusiness.messaging.relay.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import smallbusiness.messaging.relay.publish.RelayKafka;
import smallbusiness.messaging.relay.slot.Lsn;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.slot.SlotState;

/**
 * Compares the kept rows of a period with the topics. It does not rely on anything that the relay
 * stores: the rows come from one snapshot, the records from a reader of committed records.
 */
public final class OutboxAudit {

  private static final String ROWS =
      """
      SELECT count(*) FROM messaging.outbox
      WHERE occurred_at >= :from AND occurred_at < :to AND topic <> 'heartbeat'
      """;

  private static final String MISSING =
      """
      SELECT event_id, topic, key, sequence, id FROM messaging.outbox o
      WHERE occurred_at >= :from AND occurred_at < :to AND topic <> 'heartbeat'
        AND NOT EXISTS (SELECT FROM published p WHERE p.event_id = o.event_id)
      ORDER BY id LIMIT :limit
      """;

  private static final String REPEATED =
      """
      SELECT p.event_id, p.topic, p.key, min(p.sequence) AS sequence, o.id
      FROM published p JOIN messaging.outbox o ON o.event_id = p.event_id
      WHERE o.occurred_at >= :from AND o.occurred_at < :to AND NOT p.republished
      GROUP BY p.event_id, p.topic, p.key, o.id HAVING count(*) > 1
      ORDER BY o.id LIMIT :limit
      """;

  private static final String OUT_OF_ORDER =
      """
      WITH first AS (
        SELECT DISTINCT ON (event_id) * FROM published WHERE NOT republished
        ORDER BY event_id, record_offset),
      followed AS (
        SELECT *, max(sequence) OVER (
          PARTITION BY topic, partition, key ORDER BY record_offset
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS highest FROM first)
      SELECT f.event_id, f.topic, f.key, f.sequence, o.id
      FROM followed f JOIN messaging.outbox o ON o.event_id = f.event_id
      WHERE o.occurred_at >= :from AND o.occurred_at < :to AND f.sequence < f.highest
      ORDER BY o.id LIMIT :limit
      """;

  private final DataSource database;
  private final RelayKafka kafka;
  private final ReplicationSlot slot;

  OutboxAudit(DataSource database, RelayKafka kafka, ReplicationSlot slot) {
    this.database = database;
    this.kafka = kafka;
    this.slot = slot;
  }

  /**
   * Audits a period.
   *
   * @param timeout how long to wait for the relay to pass the audited rows; if it does not, the
   *     report is undecided
   */
  public AuditReport run(Instant from, Instant to, Duration timeout)
      throws SQLException, InterruptedException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        JdbcClient snapshot = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        boolean decided = awaitRelay(endOfLog(snapshot), timeout);
        kafka.copyPublished(from, connection, () -> {});
        statement.execute("CREATE INDEX ON published (event_id)");
        statement.execute("ANALYZE published");
        return new AuditReport(
            from,
            to,
            sql(snapshot, ROWS, from, to).query(Long.class).single(),
            decided,
            find(snapshot, MISSING, from, to),
            find(snapshot, REPEATED, from, to),
            find(snapshot, OUT_OF_ORDER, from, to),
            snapshot
                .sql("SELECT count(*) FROM published WHERE republished")
                .query(Long.class)
                .single());
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Read by the statement that takes the snapshot: every row of the snapshot precedes it. */
  private static long endOfLog(JdbcClient snapshot) {
    return Lsn.parse(
        snapshot.sql("SELECT pg_current_wal_insert_lsn()::text").query(String.class).single());
  }

  /** Uses other connections: heartbeats must not be part of the snapshot's transaction. */
  private boolean awaitRelay(long end, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    do {
      SlotState state = slot.state();
      if (state.defect().isPresent()) {
        return false;
      }
      if (Lsn.isAfter(state.confirmed(), end)) {
        return true;
      }
      slot.heartbeat();
      Thread.sleep(100);
    } while (System.nanoTime() - deadline < 0);
    return false;
  }

  private static List<AuditReport.Finding> find(
      JdbcClient snapshot, String query, Instant from, Instant to) {
    return sql(snapshot, query, from, to)
        .param("limit", AuditReport.MAX_FINDINGS)
        .query(
            (row, number) ->
                new AuditReport.Finding(
                    row.getObject("event_id", UUID.class),
                    row.getString("topic"),
                    row.getString("key"),
                    row.getLong("sequence"),
                    row.getLong("id")))
        .list();
  }

  private static JdbcClient.StatementSpec sql(
      JdbcClient snapshot, String query, Instant from, Instant to) {
    return snapshot
        .sql(query)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC));
  }
}
