package smallbusiness.query.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Removes events that are older than the journal keeps, oldest first and in batches. */
@Component
@EnableConfigurationProperties(JournalProperties.class)
class JournalPruner implements SmartLifecycle {

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
  private final TaskScheduler taskScheduler;
  private volatile @Nullable ScheduledFuture<?> task;

  JournalPruner(
      JdbcClient jdbc, JournalProperties properties, Clock clock, TaskScheduler taskScheduler) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
    this.taskScheduler = taskScheduler;
  }

  private void prune(Duration keep) {
    try {
      Timestamp until = Timestamp.from(clock.instant().minus(keep));
      int pruned = 1;
      while (pruned > 0 && isRunning()) {
        pruned =
            jdbc.sql(PRUNE).param("batch", properties.pruneBatch()).param("until", until).update();
      }
    } catch (RuntimeException e) {
      LOG.warn("Pruning the journal failed, retrying at the next interval", e);
    }
  }

  /** Does nothing when the journal keeps all events. */
  @Override
  public void start() {
    Duration keep = properties.keep();
    if (keep != null) {
      task = taskScheduler.scheduleWithFixedDelay(() -> prune(keep), properties.pruneInterval());
    }
  }

  @Override
  public void stop() {
    @Nullable ScheduledFuture<?> running = task;
    task = null;
    if (running != null) {
      running.cancel(false);
    }
  }

  @Override
  public boolean isRunning() {
    return task != null;
  }
}
