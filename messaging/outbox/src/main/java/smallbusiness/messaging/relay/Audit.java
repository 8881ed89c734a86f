package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Compares the kept rows of a span of time with the topics, without trusting anything that the
 * relay remembers: the rows are those of one snapshot, the records those that a reader of committed
 * records sees.
 */
final class Audit {

  private static final String MISSING =
      """
      SELECT event_id, topic, key, sequence, id FROM messaging.outbox o
      WHERE occurred_at >= ? AND occurred_at < ? AND topic <> 'heartbeat'
        AND NOT EXISTS (SELECT FROM published p WHERE p.event_id = o.event_id)
      ORDER BY id LIMIT ?
      """;

  private static final String REPEATED =
      """
      SELECT p.event_id, p.topic, p.key, min(p.sequence) AS sequence, o.id
      FROM published p JOIN messaging.outbox o ON o.event_id = p.event_id
      WHERE o.occurred_at >= ? AND o.occurred_at < ? AND NOT p.again
      GROUP BY p.event_id, p.topic, p.key, o.id HAVING count(*) > 1
      ORDER BY o.id LIMIT ?
      """;

  private static final String DISORDERED =
      """
      WITH first AS (
        SELECT DISTINCT ON (event_id) * FROM published WHERE NOT again
        ORDER BY event_id, record_offset),
      followed AS (
        SELECT *, max(sequence) OVER (
          PARTITION BY topic, partition, key ORDER BY record_offset
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS highest FROM first)
      SELECT f.event_id, f.topic, f.key, f.sequence, o.id
      FROM followed f JOIN messaging.outbox o ON o.event_id = f.event_id
      WHERE o.occurred_at >= ? AND o.occurred_at < ? AND f.sequence < f.highest
      ORDER BY o.id LIMIT ?
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM messaging.outbox
      WHERE occurred_at >= ? AND occurred_at < ? AND topic <> 'heartbeat'
      """;

  private final DataSource database;
  private final Topics topics;
  private final TopicScan scan;
  private final Slot slot;

  Audit(DataSource database, Topics topics, TopicScan scan, Slot slot) {
    this.database = database;
    this.topics = topics;
    this.scan = scan;
    this.slot = slot;
  }

  /**
   * Audits a span of time.
   *
   * @param patience how long to wait for the relay to pass what is being looked at; when it does
   *     not, the report is undecided
   */
  AuditReport run(Instant from, Instant to, Duration patience)
      throws SQLException, InterruptedException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        statement.execute(TopicScan.TABLE);
        boolean decided = awaitRelay(endOfLog(connection), patience);
        scan.copy(topics.events(), from, connection, () -> {});
        statement.execute("CREATE INDEX ON published (event_id)");
        statement.execute("ANALYZE published");
        return report(connection, from, to, decided);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Taken in the snapshot's own statement: whatever the snapshot shows is below. */
  private static long endOfLog(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT pg_current_wal_insert_lsn()")) {
      result.next();
      return Lsn.parse(result.getString(1));
    }
  }

  private boolean awaitRelay(long end, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      SlotState state = slot.state();
      if (state.defect().isPresent()) {
        return false;
      }
      if (Long.compareUnsigned(state.confirmed(), end) > 0) {
        return true;
      }
      slot.heartbeat();
      Thread.sleep(100);
    } while (System.nanoTime() - deadline < 0);
    return false;
  }

  private static AuditReport report(
      Connection connection, Instant from, Instant to, boolean decided) throws SQLException {
    return new AuditReport(
        from,
        to,
        count(connection, COUNT, from, to),
        decided,
        find(connection, MISSING, from, to),
        find(connection, REPEATED, from, to),
        find(connection, DISORDERED, from, to),
        againIn(connection));
  }

  private static List<AuditReport.Finding> find(
      Connection connection, String sql, Instant from, Instant to) throws SQLException {
    List<AuditReport.Finding> findings = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      span(statement, from, to);
      statement.setInt(3, AuditReport.MOST_FINDINGS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          findings.add(
              new AuditReport.Finding(
                  rows.getObject("event_id", UUID.class),
                  rows.getString("topic"),
                  rows.getString("key"),
                  rows.getLong("sequence"),
                  rows.getLong("id")));
        }
      }
    }
    return findings;
  }

  private static long count(Connection connection, String sql, Instant from, Instant to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      span(statement, from, to);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static void span(PreparedStatement statement, Instant from, Instant to)
      throws SQLException {
    statement.setObject(1, from.atOffset(ZoneOffset.UTC));
    statement.setObject(2, to.atOffset(ZoneOffset.UTC));
  }

  private static long againIn(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM published WHERE again")) {
      result.next();
      return result.getLong(1);
    }
  }
}
