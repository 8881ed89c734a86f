package smallbusiness.query.monitor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code GET /actuator/monitor}: the invariants, when they were checked, and the findings. */
@Component
@Endpoint(id = "monitor")
class MonitorEndpoint {

  private final Monitor monitor;
  private final MonitorLease lease;
  private final Findings findings;

  MonitorEndpoint(Monitor monitor, MonitorLease lease, Findings findings) {
    this.monitor = monitor;
    this.lease = lease;
    this.findings = findings;
  }

  @ReadOperation
  Report report() {
    return new Report(
        lease.isHeld(),
        Monitor.INVARIANTS.stream()
            .map(invariant -> report(invariant, monitor.status(invariant)))
            .toList(),
        findings.all());
  }

  private InvariantReport report(Invariant invariant, InvariantStatus status) {
    return new InvariantReport(
        invariant.name(),
        invariant.rule(),
        status.checked(),
        status.chunks(),
        findings.count(invariant),
        status.error());
  }

  /**
   * The state of the monitor.
   *
   * @param leader whether this replica does the checks; only the leader has findings
   */
  record Report(boolean leader, List<InvariantReport> invariants, List<Finding> findings) {}

  /**
   * The state of one invariant.
   *
   * @param checked the end of the last complete check; null before the first one
   * @param findings the number of findings
   * @param error why the current check failed; null when it did not
   */
  record InvariantReport(
      String invariant,
      String rule,
      @Nullable Instant checked,
      long chunks,
      long findings,
      @Nullable String error) {}
}
