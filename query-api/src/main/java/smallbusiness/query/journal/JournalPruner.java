package smallbusiness.query.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Removes events that are older than the journal keeps, oldest first and in batches. */
@Component
@EnableConfigurationProperties(JournalProperties.class)
class JournalPruner implements SchedulingConfigurer {

  private static final Logger LOG = LoggerFactory.getLogger(JournalPruner.class);

  /** Replicas take turns on the retention row; a later one finds less to remove. */
  private static final String PRUNE =
      """
      with retention as (select pruned_to from history.journal_retention for update),
      oldest as (
        select position, time from history.journal, retention
        where position > retention.pruned_to order by position limit :batch),
      expired as (
        select position from oldest where position <
          coalesce((select min(position) from oldest where time >= :until), 9223372036854775807)),
      deleted as (delete from history.journal where position in (select position from expired))
      update history.journal_retention
      set pruned_to = greatest(pruned_to, (select max(position) from expired))
      where exists (select from expired)
      """;

  private final JdbcClient jdbc;
  private final JournalProperties properties;
  private final Clock clock;

  JournalPruner(JdbcClient jdbc, JournalProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar tasks) {
    Duration keep = properties.keep();
    if (keep != null) {
      tasks.addFixedDelayTask(() -> prune(keep), properties.pruneInterval());
    }
  }

  private void prune(Duration keep) {
    try {
      Timestamp until = Timestamp.from(clock.instant().minus(keep));
      int pruned = 1;
      while (pruned > 0 && !Thread.currentThread().isInterrupted()) {
        pruned =
            jdbc.sql(PRUNE).param("batch", properties.pruneBatch()).param("until", until).update();
      }
    } catch (RuntimeException e) {
      LOG.warn("Pruning the journal failed, retrying at the next interval", e);
    }
  }
}
