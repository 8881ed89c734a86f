package smallbusiness.query.monitor;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Health {@code monitor}: down while there are findings. Keep it out of readiness: every replica
 * serves the same rows, and all other rows are correct.
 */
@Component
class MonitorHealthIndicator extends AbstractHealthIndicator {

  private final MonitorEndpoint monitor;

  MonitorHealthIndicator(MonitorEndpoint monitor) {
    super("The state of the monitor is unavailable");
    this.monitor = monitor;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    MonitorEndpoint.Report report = monitor.report();
    health.status(report.findings().isEmpty() ? "UP" : "DOWN");
    health.withDetail("leader", report.leader());
    for (MonitorEndpoint.InvariantReport invariant : report.invariants()) {
      if (invariant.findings() > 0) {
        health.withDetail(invariant.invariant(), invariant.findings());
      }
      if (invariant.error() != null) {
        health.withDetail(invariant.invariant() + " check failed", invariant.error());
      }
    }
  }
}
