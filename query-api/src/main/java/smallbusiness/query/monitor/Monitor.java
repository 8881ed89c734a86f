package smallbusiness.query.monitor;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Checks all invariants in an endless loop, chunk by chunk with pauses, and rechecks suspected
 * violations. Runs only on the replica that holds the lease.
 */
@Component
@EnableConfigurationProperties(MonitorProperties.class)
class Monitor implements SmartLifecycle {

  /** All invariants, in the order of the checks. */
  static final List<Invariant> INVARIANTS =
      Stream.of(TotalInvariants.all(), EventInvariants.all(), RowInvariants.all())
          .flatMap(List::stream)
          .toList();

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  /** How often a standby tries to acquire the lease, and the pause after a failure. */
  private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

  private final MonitorLease lease;
  private final InvariantQueries queries;
  private final Findings findings;
  private final MonitorProperties properties;
  private final Clock clock;
  private final TaskScheduler taskScheduler;
  private final Map<String, InvariantStatus> statuses = new ConcurrentHashMap<>();
  private volatile boolean running;
  private @Nullable ScheduledFuture<?> task;

  Monitor(
      MonitorLease lease,
      InvariantQueries queries,
      Findings findings,
      MonitorProperties properties,
      Clock clock,
      TaskScheduler taskScheduler) {
    this.lease = lease;
    this.queries = queries;
    this.findings = findings;
    this.properties = properties;
    this.clock = clock;
    this.taskScheduler = taskScheduler;
  }

  /** Whether and when the invariant was last checked by this replica. */
  InvariantStatus status(Invariant invariant) {
    return statuses.getOrDefault(invariant.name(), InvariantStatus.UNCHECKED);
  }

  /** Runs until another replica holds the lease or acquiring it fails; is then called again. */
  private synchronized void run() {
    try {
      while (isRunning() && lease.acquire()) {
        long started = System.nanoTime();
        for (Invariant invariant : INVARIANTS) {
          check(invariant);
        }
        recheckUntil(started + properties.interval().toNanos());
      }
      findings.clear();
      statuses.clear();
    } catch (SQLException e) {
      LOG.warn("Acquiring the monitor lease failed, retrying in {} s", RETRY_DELAY.toSeconds(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Invariant invariant) throws InterruptedException {
    try {
      long chunks = 0;
      Optional<Long> end = Optional.of(Long.MIN_VALUE);
      for (long from = Long.MIN_VALUE;
          end.isPresent() && isRunning() && lease.acquire();
          chunks++) {
        long first = from;
        end = throttled(() -> queries.chunkEnd(invariant, first));
        long last = end.orElse(Long.MAX_VALUE);
        findings.suspect(invariant, throttled(() -> queries.violations(invariant, first, last)));
        from = last + 1;
        recheck();
      }
      statuses.put(invariant.name(), new InvariantStatus(clock.instant(), chunks, null));
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Checking invariant {} failed", invariant.name(), e);
      statuses.put(invariant.name(), status(invariant).failed(e));
      TimeUnit.NANOSECONDS.sleep(RETRY_DELAY.toNanos());
    }
  }

  private void recheckUntil(long end) throws InterruptedException {
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        recheck();
      } catch (RuntimeException e) {
        LOG.warn("Rechecking suspected violations failed", e);
      }
      TimeUnit.NANOSECONDS.sleep(Math.min(left, properties.recheckInterval().toNanos()));
    }
  }

  private void recheck() throws InterruptedException {
    for (Findings.Suspect suspect : findings.due()) {
      long key = suspect.violation().rowKey();
      findings.rechecked(
          suspect, throttled(() -> queries.violations(suspect.invariant(), key, key)));
    }
  }

  /** Runs a query, then pauses long enough to stay within the configured share of time. */
  private <T> T throttled(Supplier<T> query) throws InterruptedException {
    long started = System.nanoTime();
    T result = query.get();
    long duration = System.nanoTime() - started;
    TimeUnit.NANOSECONDS.sleep((long) (duration / properties.share()) - duration);
    return result;
  }

  @Override
  public boolean isAutoStartup() {
    return properties.enabled();
  }

  @Override
  public void start() {
    running = true;
    task = taskScheduler.scheduleWithFixedDelay(this::run, RETRY_DELAY);
  }

  /** Waits for the running query, and releases the lease. */
  @Override
  public void stop() {
    running = false;
    if (task != null) {
      task.cancel(true);
    }
    releaseLease();
  }

  private synchronized void releaseLease() {
    try {
      lease.release();
    } catch (SQLException e) {
      LOG.warn("Closing the connection of the monitor lease failed", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
