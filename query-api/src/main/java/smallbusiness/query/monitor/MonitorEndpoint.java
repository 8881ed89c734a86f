package smallbusiness.query.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code GET /actuator/monitor}: what is checked, when it was, and what is wrong. */
@Component
@Endpoint(id = "monitor")
class MonitorEndpoint {

  private final Monitor monitor;
  private final Leadership leadership;
  private final Findings findings;

  MonitorEndpoint(Monitor monitor, Leadership leadership, Findings findings) {
    this.monitor = monitor;
    this.leadership = leadership;
    this.findings = findings;
  }

  @ReadOperation
  Report report() {
    Map<String, Round> rounds = monitor.rounds();
    return new Report(
        leadership.isHeld(),
        Monitor.INVARIANTS.stream()
            .map(invariant -> checked(invariant, rounds.getOrDefault(invariant.name(), Round.NONE)))
            .toList(),
        findings.certain());
  }

  private Checked checked(Invariant invariant, Round round) {
    return new Checked(
        invariant.name(),
        invariant.promise(),
        round.checked(),
        round.pieces(),
        findings.count(invariant.name(), true),
        round.error());
  }

  /**
   * All that the monitor knows.
   *
   * @param leads whether this replica checks; another one's findings are not known here
   */
  record Report(boolean leads, List<Checked> invariants, List<Finding> findings) {}

  /**
   * One invariant.
   *
   * @param checked when all of it was last looked at; null while it has not been
   * @param findings how many breaches are certain
   * @param error why it cannot be looked at; null when it can
   */
  record Checked(
      String invariant,
      String promise,
      @Nullable Instant checked,
      long pieces,
      long findings,
      @Nullable String error) {}
}
