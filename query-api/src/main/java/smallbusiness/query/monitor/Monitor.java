package smallbusiness.query.monitor;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Goes over the whole read model again and again, piece by piece and resting in between, and looks
 * again at whatever seemed wrong. Only the replica that leads does.
 */
@Component
@EnableConfigurationProperties(MonitorProperties.class)
class Monitor implements SmartLifecycle {

  /** All that is checked, in this order. */
  static final List<Invariant> INVARIANTS =
      Stream.of(SumInvariants.all(), FlowInvariants.all(), RowInvariants.all())
          .flatMap(List::stream)
          .toList();

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  /** How soon a standby looks whether nobody leads, and how long a failed look rests. */
  private static final Duration STANDBY = Duration.ofSeconds(2);

  private final Leadership leadership;
  private final Inspection inspection;
  private final Findings findings;
  private final MonitorProperties properties;
  private final Clock clock;
  private final Map<String, Round> rounds = new ConcurrentHashMap<>();
  private volatile CountDownLatch stopping = new CountDownLatch(0);
  private @Nullable Thread thread;

  Monitor(
      Leadership leadership,
      Inspection inspection,
      Findings findings,
      MonitorProperties properties,
      Clock clock) {
    this.leadership = leadership;
    this.inspection = inspection;
    this.findings = findings;
    this.properties = properties;
    this.clock = clock;
  }

  /** How it stands with each invariant, by name. */
  Map<String, Round> rounds() {
    Map<String, Round> all = new LinkedHashMap<>();
    INVARIANTS.forEach(
        invariant -> all.put(invariant.name(), rounds.getOrDefault(invariant.name(), Round.NONE)));
    return all;
  }

  private void watch() {
    while (!stopped()) {
      try {
        if (leadership.held()) {
          long begun = System.nanoTime();
          INVARIANTS.forEach(this::check);
          restUntil(begun + properties.interval().toNanos());
        } else {
          findings.clear();
          rounds.clear();
          rest(STANDBY.toNanos());
        }
      } catch (SQLException e) {
        LOG.warn("The monitor cannot ask whether it leads; asking again", e);
        rest(STANDBY.toNanos());
      }
    }
  }

  private void check(Invariant invariant) {
    long from = Long.MIN_VALUE;
    long pieces = 0;
    try {
      for (@Nullable Long end = from; end != null && !stopped() && leadership.held(); pieces++) {
        long first = from;
        end = timed(() -> inspection.end(invariant, first));
        long last = end == null ? Long.MAX_VALUE : end;
        findings.suspect(invariant, timed(() -> inspection.broken(invariant, first, last)));
        from = last + 1;
        lookAgain();
      }
      rounds.put(invariant.name(), new Round(clock.instant(), pieces, null));
    } catch (SQLException | RuntimeException e) {
      if (!stopped()) {
        LOG.warn("Invariant {} cannot be checked now", invariant.name(), e);
        rounds.merge(invariant.name(), Round.NONE.failed(e), (before, none) -> before.failed(e));
        rest(STANDBY.toNanos());
      }
    }
  }

  private void lookAgain() {
    for (Findings.Case one : findings.due()) {
      long place = one.breach().place();
      findings.again(one, timed(() -> inspection.broken(one.invariant(), place, place)));
    }
  }

  /** Rests afterwards so long that the monitor keeps below its share. */
  private <T extends @Nullable Object> T timed(Supplier<T> work) {
    long begun = System.nanoTime();
    T result = work.get();
    long took = System.nanoTime() - begun;
    rest((long) (took / properties.share()) - took);
    return result;
  }

  private void restUntil(long end) {
    while (!stopped() && System.nanoTime() - end < 0) {
      lookAgainOrWait(end - System.nanoTime());
    }
  }

  private void lookAgainOrWait(long atMost) {
    try {
      lookAgain();
    } catch (RuntimeException e) {
      LOG.warn("What seemed wrong cannot be looked at again now", e);
    }
    rest(Math.min(atMost, properties.recheckInterval().toNanos()));
  }

  private void rest(long nanos) {
    try {
      if (stopping.await(nanos, TimeUnit.NANOSECONDS)) {
        LOG.debug("Stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  @Override
  public boolean isAutoStartup() {
    return properties.enabled();
  }

  @Override
  public synchronized void start() {
    stopping = new CountDownLatch(1);
    thread = Thread.ofVirtual().name("monitor").start(this::watch);
  }

  /** Waits until the statement at work has ended, and gives the lead away. */
  @Override
  public synchronized void stop() {
    stopping.countDown();
    try {
      if (thread != null) {
        thread.join();
      }
      leadership.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("The lead ends with the connection, which could not be closed", e);
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
