package smallbusiness.query.freshness;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.SnapshotTracker;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/**
 * Keeps the freshness of the read model in memory, so that requests need no query for it. While
 * Kafka or the database is unavailable, it keeps the last known times, and their age grows.
 */
@Component
@EnableConfigurationProperties(FreshnessProperties.class)
class FreshnessTracker implements SmartLifecycle, MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(FreshnessTracker.class);

  private static final Duration RETRY_DELAY = Duration.ofMillis(500);

  private static final String STORE =
      """
      insert into history.topic_freshness as t (topic, as_of) values (:topic, :as_of)
      on conflict (topic) do update set as_of = greatest(t.as_of, excluded.as_of)
      """;

  private final ConsumerFactory<?, ?> consumers;
  private final JdbcClient jdbc;
  private final AppliedOffsets applied;
  private final SnapshotTracker snapshots;
  private final FreshnessProperties properties;
  private final TaskScheduler taskScheduler;
  private final Clock clock;
  private volatile Freshness current = Freshness.UNKNOWN;
  private volatile boolean running;
  private @Nullable ScheduledFuture<?> task;

  FreshnessTracker(
      ConsumerFactory<?, ?> consumers,
      JdbcClient jdbc,
      AppliedOffsets applied,
      SnapshotTracker snapshots,
      FreshnessProperties properties,
      TaskScheduler taskScheduler,
      Clock clock) {
    this.consumers = consumers;
    this.jdbc = jdbc;
    this.applied = applied;
    this.snapshots = snapshots;
    this.properties = properties;
    this.taskScheduler = taskScheduler;
    this.clock = clock;
  }

  /** A lower bound, if called before the read whose freshness it describes. */
  Freshness current() {
    return current;
  }

  /** Runs until stopped or until a failure; the scheduler then calls it again. */
  private void run() {
    try (ProgressReports reports = new ProgressReports(consumers)) {
      track(reports, new ReportCoverage(load()));
    } catch (RuntimeException e) {
      LOG.warn("Tracking freshness failed, retrying in {} ms", RETRY_DELAY.toMillis(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void track(ProgressReports reports, ReportCoverage coverage) throws InterruptedException {
    long nextStore = System.nanoTime();
    while (running) {
      reports.poll(properties.recheck(), coverage::add);
      if (coverage.hasPending()) {
        publish(Freshness.of(coverage.update(applied.read())));
      }
      if (System.nanoTime() - nextStore >= 0) {
        current.asOf().forEach(this::store);
        nextStore = System.nanoTime() + properties.keep().toNanos();
      }
    }
  }

  private Map<Topic, Instant> load() {
    Map<Topic, Instant> stored = new EnumMap<>(Topic.class);
    stored.putAll(current.asOf());
    jdbc.sql("select topic, as_of from history.topic_freshness")
        .query(
            row -> {
              Instant asOf = row.getTimestamp(2).toInstant();
              Topic.named(row.getString(1))
                  .ifPresent(topic -> stored.merge(topic, asOf, (a, b) -> a.isAfter(b) ? a : b));
            });
    publish(Freshness.of(stored));
    return stored;
  }

  /** Expires older cached rows first: a response must not be older than its headers state. */
  private void publish(Freshness freshness) {
    snapshots.expireOlder();
    current = freshness;
  }

  private void store(Topic topic, Instant asOf) {
    jdbc.sql(STORE).param("topic", topic.topicName()).param("as_of", Timestamp.from(asOf)).update();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Owner owner : Owner.values()) {
      TimeGauge.builder("freshness.staleness", owner, TimeUnit.SECONDS, this::staleness)
          .description("How far the read model is behind a system; NaN when unknown")
          .tag("source", owner.id())
          .register(registry);
    }
  }

  private double staleness(Owner owner) {
    @Nullable BigDecimal seconds = current.staleness(owner, clock.instant());
    return seconds == null ? Double.NaN : seconds.doubleValue();
  }

  @Override
  public void start() {
    try {
      load();
    } catch (DataAccessException e) {
      LOG.warn("Loading the stored freshness failed", e);
    }
    running = true;
    task = taskScheduler.scheduleWithFixedDelay(this::run, RETRY_DELAY);
  }

  @Override
  public void stop() {
    running = false;
    if (task != null) {
      task.cancel(false);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
