package smallbusiness.messaging.relay.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.TaskScheduler;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.status.Failures;
import smallbusiness.messaging.relay.status.RelayStatus;

/**
 * Audits regularly while this process is the active relay. Each audit covers the rows since the
 * last successful audit of any replica. The findings are metrics.
 */
public final class ScheduledAudit implements SmartInitializingSingleton, MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledAudit.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final OutboxAudit audit;
  private final ReplicationSlot slot;
  private final RelayStatus status;
  private final Clock clock;
  private final Duration interval;
  private final TaskScheduler scheduler;
  private volatile @Nullable AuditReport lastReport;

  ScheduledAudit(
      OutboxAudit audit,
      ReplicationSlot slot,
      RelayStatus status,
      Clock clock,
      RelayProperties properties,
      @Qualifier("outboxScheduler") TaskScheduler scheduler) {
    this.audit = audit;
    this.slot = slot;
    this.status = status;
    this.clock = clock;
    this.interval = properties.auditInterval();
    this.scheduler = scheduler;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Future<?> _ =
        scheduler.scheduleWithFixedDelay(
            this::run, scheduler.getClock().instant().plus(interval), interval);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "missing", AuditReport::missing);
    gauge(registry, "repeated", AuditReport::repeated);
    gauge(registry, "out_of_order", AuditReport::outOfOrder);
  }

  private void gauge(
      MeterRegistry registry, String finding, Function<AuditReport, List<?>> findings) {
    Gauge.builder("relay.audit", this, audit -> size(audit.lastReport, findings))
        .tag("finding", finding)
        .description("Events that are not in Kafka once and in order, by the last audit")
        .register(registry);
  }

  private static double size(
      @Nullable AuditReport report, Function<AuditReport, List<?>> findings) {
    return report == null || !report.decided() ? Double.NaN : findings.apply(report).size();
  }

  /** The report of the last audit; null before the first. */
  @Nullable AuditReport lastReport() {
    return lastReport;
  }

  private void run() {
    if (status.role() != RelayStatus.Role.ACTIVE) {
      return;
    }
    Instant to = clock.instant();
    try {
      // Includes the previous interval again: its rows may have been committed after the last
      // audit.
      Instant from = slot.auditedUntil().minus(interval);
      AuditReport report = audit.run(from, to, TIMEOUT);
      lastReport = report;
      if (report.decided() && report.missing().isEmpty()) {
        slot.auditedUntil(to); // a missing event is audited again until it is published
      }
      if (report.decided() && !report.isClean()) {
        LOG.error(
            "Audit from {} to {}: of {} events, {} are missing in Kafka, {} repeated, {} out of"
                + " order",
            from,
            to,
            report.rows(),
            report.missing().size(),
            report.repeated().size(),
            report.outOfOrder().size());
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Audit failed, retrying in {}: {}", interval, Failures.describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
