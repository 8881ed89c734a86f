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
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox's daily partitions (UTC days): made ahead, dropped when nobody needs them. A statement
 * that would have to wait for a lock gives up at once and is tried at the next round: commands
 * never queue behind housekeeping.
 */
final class Partitions {

  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final String PREFIX = "outbox_p";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final OutboxProperties properties;

  Partitions(
      DataSource database,
      TransactionTemplate transaction,
      Clock clock,
      OutboxProperties properties) {
    this.jdbc = JdbcClient.create(database);
    this.transaction = transaction;
    this.clock = clock;
    this.properties = properties;
  }

  /**
   * Makes the partitions of today and of the days ahead that are missing, and those of other days
   * whose rows had to go into the default partition.
   */
  void makeAhead() {
    LocalDate today = dayOf(clock.instant());
    Set<LocalDate> days = new TreeSet<>(strayDays());
    for (int ahead = 0; ahead <= properties.daysAhead(); ahead++) {
      days.add(today.plusDays(ahead));
    }
    List<String> existing = names();
    for (LocalDate day : days) {
      if (!existing.contains(nameOf(day))) {
        unlessBusy("make " + nameOf(day), () -> make(day));
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
   * Attaching, unlike creating in place, does not lock out writers of other partitions. Rows that
   * have been waiting in the default partition move; what moves is not published again, because the
   * log tells of it under the name of a table that is not part of the outbox yet.
   */
  private void make(LocalDate day) {
    String name = "messaging." + nameOf(day);
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('messaging.outbox'))").query().singleRow();
    if (names().contains(nameOf(day))) {
      return; // another replica was quicker
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

  /** The partitions whose every row is older than the retention, oldest first. */
  List<String> expired() {
    String firstKept = nameOf(dayOf(clock.instant().minus(properties.retention())));
    return names().stream().filter(name -> name.compareTo(firstKept) < 0).toList();
  }

  /** Drops a partition for good. */
  void drop(String name) {
    unlessBusy(
        "drop " + name,
        () -> {
          jdbc.sql("DROP TABLE messaging." + name).update();
          jdbc.sql("DELETE FROM messaging.partition_seal WHERE partition = ?").param(name).update();
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

  private void unlessBusy(String what, Runnable change) {
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql("SET LOCAL lock_timeout = '100ms'").update();
            change.run();
          });
      LOG.info("Outbox: {}", what);
    } catch (CannotAcquireLockException | QueryTimeoutException e) {
      LOG.debug("Outbox: busy, will {} later", what, e);
    } catch (DataAccessException e) {
      LOG.warn("Outbox: could not {}: {}", what, e.getMessage());
    }
  }

  private static LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static String nameOf(LocalDate day) {
    return PREFIX + day.toString().replace("-", "");
  }
}
