package smallbusiness.messaging.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox's partitions, one per UTC day. A statement that cannot get its lock within 100 ms
 * gives up and is retried in the next run, so that commands never queue behind maintenance.
 */
final class OutboxPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxPartitions.class);
  private static final String PREFIX = "outbox_p";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final OutboxProperties properties;

  OutboxPartitions(
      DataSource database,
      PlatformTransactionManager transactions,
      Clock clock,
      OutboxProperties properties) {
    this.jdbc = JdbcClient.create(database);
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.properties = properties;
  }

  /**
   * Creates the missing partitions of today and the days ahead, and of other days that have rows in
   * the default partition.
   */
  void createAhead() {
    LocalDate today = dayOf(clock.instant());
    Set<LocalDate> days = new TreeSet<>(strayDays());
    for (int ahead = 0; ahead <= properties.daysAhead(); ahead++) {
      days.add(today.plusDays(ahead));
    }
    List<String> existing = names();
    for (LocalDate day : days) {
      if (!existing.contains(nameOf(day))) {
        unlessLocked("create " + nameOf(day), () -> create(day));
      }
    }
  }

  private List<LocalDate> strayDays() {
    return jdbc.sql(
            """
            SELECT DISTINCT (occurred_at AT TIME ZONE 'UTC')::date AS day
            FROM messaging.outbox_default ORDER BY day LIMIT 10
            """)
        .query((row, number) -> row.getObject("day", LocalDate.class))
        .list();
  }

  /**
   * Attaches a new table: unlike creating a partition in place, that does not block writers of
   * other partitions. Rows of the default partition move to the new table. They are not published
   * again: the table is not part of the outbox yet, so the publication does not include these
   * inserts.
   */
  private void create(LocalDate day) {
    String name = "messaging." + nameOf(day);
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('messaging.outbox'))").query().singleRow();
    if (names().contains(nameOf(day))) {
      return; // another replica was faster
    }
    jdbc.sql("CREATE TABLE " + name + " (LIKE messaging.outbox INCLUDING ALL)").update();
    jdbc.sql("LOCK TABLE messaging.outbox_default IN ACCESS EXCLUSIVE MODE").update();
    jdbc.sql(
            """
            WITH moving AS (
              DELETE FROM messaging.outbox_default
              WHERE occurred_at >= '%2$s 00:00:00+00' AND occurred_at < '%3$s 00:00:00+00'
              RETURNING *)
            INSERT INTO %1$s SELECT * FROM moving
            """
                .formatted(name, day, day.plusDays(1)))
        .update();
    jdbc.sql(
            "ALTER TABLE messaging.outbox ATTACH PARTITION %s FOR VALUES FROM ('%s 00:00:00+00') TO ('%s 00:00:00+00')"
                .formatted(name, day, day.plusDays(1)))
        .update();
  }

  /** The partitions that contain only rows older than the retention, oldest first. */
  List<String> expired() {
    String firstKept = nameOf(dayOf(clock.instant().minus(properties.retention())));
    return names().stream().filter(name -> name.compareTo(firstKept) < 0).toList();
  }

  void drop(String name) {
    unlessLocked(
        "drop " + name,
        () -> {
          jdbc.sql("DROP TABLE messaging." + name).update();
          jdbc.sql("DELETE FROM messaging.expired_partition WHERE partition = ?")
              .param(name)
              .update();
        });
  }

  private List<String> names() {
    return jdbc.sql(
            """
            SELECT child.relname FROM pg_inherits
            JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = 'messaging.outbox'::regclass AND child.relname LIKE 'outbox\\_p%'
            ORDER BY 1
            """)
        .query((row, number) -> row.getString("relname"))
        .list();
  }

  private void unlessLocked(String what, Runnable change) {
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql("SET LOCAL lock_timeout = '100ms'").update();
            change.run();
          });
      LOG.info("Outbox maintenance: {}", what);
    } catch (CannotAcquireLockException | QueryTimeoutException e) {
      LOG.debug("Outbox maintenance could not get a lock, retrying later: {}", what, e);
    } catch (DataAccessException e) {
      LOG.warn("Outbox maintenance failed, retrying later: {}: {}", what, e.getMessage());
    }
  }

  private static LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static String nameOf(LocalDate day) {
    return PREFIX + day.toString().replace("-", "");
  }
}
