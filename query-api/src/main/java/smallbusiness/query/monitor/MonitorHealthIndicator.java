package smallbusiness.query.monitor;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Health {@code monitor}: down while there are findings. Keep it out of readiness: every replica
 * serves the same rows, and all other rows are right.
 */
@Component
class MonitorHealthIndicator extends AbstractHealthIndicator {

  private final MonitorLease lease;
  private final Monitor monitor;
  private final Findings findings;

  MonitorHealthIndicator(MonitorLease lease, Monitor monitor, Findings findings) {
    super("The state of the monitor is unavailable");
    this.lease = lease;
    this.monitor = monitor;
    this.findings = findings;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.status(findings.all().isEmpty() ? "UP" : "DOWN");
    health.withDetail("leader", lease.isHeld());
    for (Invariant invariant : Monitor.INVARIANTS) {
      long count = findings.count(invariant);
      if (count > 0) {
        health.withDetail(invariant.name(), count);
      }
      String error = monitor.status(invariant).error();
      if (error != null) {
        health.withDetail(invariant.name() + " check failed", error);
      }
    }
  }
}
