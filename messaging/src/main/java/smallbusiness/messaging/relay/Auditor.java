package smallbusiness.messaging.relay;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Audits by itself, each time what has been written since the last sound audit, while this process
 * relays.
 */
final class Auditor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Audit audit;
  private final RelayStatus status;
  private final Clock clock;
  private final Duration interval;
  private Instant from;
  private @Nullable ScheduledExecutorService timer;
  private @Nullable Future<?> rounds;

  Auditor(Audit audit, RelayStatus status, Clock clock, Duration interval) {
    this.audit = audit;
    this.status = status;
    this.clock = clock;
    this.interval = interval;
    this.from = clock.instant().minus(interval);
  }

  private void run() {
    if (status.role() != RelayStatus.Role.ACTIVE) {
      return;
    }
    Instant to = clock.instant();
    try {
      AuditReport report = audit.run(from, to, PATIENCE);
      status.audited(report);
      if (report.isSound()) {
        from = to;
      } else if (report.decided()) {
        LOG.error(
            "Relay: between {} and {}, of {} events {} are missing in Kafka, {} repeated, {}"
                + " disordered",
            from,
            to,
            report.rows(),
            report.missing().size(),
            report.repeated().size(),
            report.disordered().size());
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Relay: the audit failed and will be tried again: {}", Failures.describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("relay-audit").unstarted(task));
    long millis = interval.toMillis();
    rounds = timer.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
      rounds = null;
    }
  }

  @Override
  public boolean isRunning() {
    return rounds != null;
  }
}
