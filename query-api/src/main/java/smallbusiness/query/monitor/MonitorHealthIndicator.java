package smallbusiness.query.monitor;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Health {@code monitor}: down while something is certainly wrong. Keep it out of readiness: every
 * replica shows the same rows, and the other numbers are right.
 */
@Component
class MonitorHealthIndicator extends AbstractHealthIndicator {

  private final Leadership leadership;
  private final Monitor monitor;
  private final Findings findings;

  MonitorHealthIndicator(Leadership leadership, Monitor monitor, Findings findings) {
    super("The monitor cannot be asked");
    this.leadership = leadership;
    this.monitor = monitor;
    this.findings = findings;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.status(findings.certain().isEmpty() ? "UP" : "DOWN");
    health.withDetail("leads", leadership.isHeld());
    for (Invariant invariant : Monitor.INVARIANTS) {
      long breaches = findings.count(invariant.name(), true);
      if (breaches > 0) {
        health.withDetail(invariant.name(), breaches);
      }
    }
    monitor
        .rounds()
        .forEach(
            (name, round) -> {
              String error = round.error();
              if (error != null) {
                health.withDetail(name + " cannot be checked", error);
              }
            });
  }
}
