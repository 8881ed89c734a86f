package smallbusiness.query.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cuts the journal off behind what is kept, from its beginning and a batch at a time. */
@Component
@EnableConfigurationProperties(JournalProperties.class)
class Pruning implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

  /** The mark moves with the rows; a second replica waits for it and then finds less to do. */
  private static final String PRUNE =
      """
      with mark as (select pruned_to from history.journal_retention for update),
      oldest as (
        select position, time from history.journal, mark
        where position > mark.pruned_to order by position limit :batch),
      old as (
        select position from oldest where position <
          coalesce((select min(position) from oldest where time >= :until), 9223372036854775807)),
      gone as (delete from history.journal where position in (select position from old))
      update history.journal_retention
      set pruned_to = greatest(pruned_to, (select max(position) from old))
      where exists (select from old)
      """;

  private final JdbcClient jdbc;
  private final JournalProperties properties;
  private final Clock clock;
  private @Nullable ScheduledExecutorService timer;

  Pruning(JdbcClient jdbc, JournalProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  private void prune(Duration keep) {
    try {
      Timestamp until = Timestamp.from(clock.instant().minus(keep));
      int cut = 1;
      while (cut > 0 && isRunning()) {
        cut =
            jdbc.sql(PRUNE).param("batch", properties.pruneBatch()).param("until", until).update();
      }
    } catch (RuntimeException e) {
      LOG.warn("The journal could not be cut off and will be at the next try", e);
    }
  }

  @Override
  public boolean isAutoStartup() {
    return properties.keep() != null;
  }

  @Override
  public void start() {
    Duration keep = properties.keep();
    if (keep != null) {
      timer =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofVirtual().name("journal-pruning").factory());
      long interval = properties.pruneInterval().toMillis();
      var _ = timer.scheduleWithFixedDelay(() -> prune(keep), 0, interval, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }
}
