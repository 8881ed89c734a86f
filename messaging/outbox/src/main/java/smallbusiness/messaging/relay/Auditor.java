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
 * Audits by itself while this process relays, each time what has been written since the last sound
 * audit, whichever replica made that.
 */
final class Auditor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Audit audit;
  private final Slot slot;
  private final RelayStatus status;
  private final Clock clock;
  private final Duration interval;
  private @Nullable ScheduledExecutorService timer;
  private @Nullable Future<?> rounds;

  Auditor(Audit audit, Slot slot, RelayStatus status, Clock clock, Duration interval) {
    this.audit = audit;
    this.slot = slot;
    this.status = status;
    this.clock = clock;
    this.interval = interval;
  }

  private void run() {
    if (status.role() != RelayStatus.Role.ACTIVE) {
      return;
    }
    Instant to = clock.instant();
    try {
      // Once more what was written just before: it may have been committed after it was looked at.
      Instant from = slot.auditedUntil().minus(interval);
      AuditReport report = audit.run(from, to, PATIENCE);
      status.audited(report);
      if (report.decided() && report.missing().isEmpty()) {
        slot.auditedUntil(to); // what is missing is asked for again until it is there
      }
      if (report.decided() && !report.isSound()) {
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
