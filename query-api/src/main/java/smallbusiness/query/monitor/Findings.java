package smallbusiness.query.monitor;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Suspected violations, which become findings when the configured number of rechecks confirms them.
 * A recheck that does not confirm one removes it. Written by the monitor, read by any thread.
 */
@Component
class Findings {

  private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

  private final Map<Key, Suspect> suspects = new ConcurrentHashMap<>();
  private final MonitorProperties properties;
  private final Clock clock;

  Findings(MonitorProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Records violations for a recheck. */
  void suspect(Invariant invariant, List<Violation> violations) {
    for (Violation violation : violations) {
      Instant now = clock.instant();
      Suspect suspect = new Suspect(invariant, violation, now, now, 0);
      if (suspects.values().stream().filter(other -> other.isOf(invariant)).count()
          < properties.maxFindings()) {
        suspects.putIfAbsent(suspect.key(), suspect);
      }
    }
  }

  /** The suspects to recheck now, the longest unchecked first. */
  List<Suspect> due() {
    Instant latest = clock.instant().minus(properties.recheckInterval());
    return suspects.values().stream()
        .filter(suspect -> !suspect.checked().isAfter(latest))
        .sorted(Comparator.comparing(Suspect::checked))
        .toList();
  }

  /** Records the violations that a recheck found at the suspect's key. */
  void rechecked(Suspect suspect, List<Violation> violations) {
    Key key = suspect.key();
    Optional<Suspect> confirmed =
        violations.stream()
            .filter(violation -> violation.subject().equals(key.subject()))
            .findFirst()
            .map(violation -> suspect.confirmed(violation, clock.instant()));
    if (confirmed.isPresent()) {
      suspects.put(key, confirmed.get());
      if (confirmed.get().confirmations() == properties.rechecks()) {
        String rule = suspect.invariant().rule();
        LOG.error("Invariant {} is violated by {}: {}", key.invariant(), key.subject(), rule);
      }
    } else {
      suspects.remove(key);
      if (isFinding(suspect)) {
        LOG.warn("Invariant {} holds again for {}", key.invariant(), key.subject());
      }
    }
  }

  /** Removes everything, when another replica takes over. */
  void clear() {
    suspects.clear();
  }

  /** All findings, the oldest first. */
  List<Finding> all() {
    return suspects.values().stream()
        .filter(this::isFinding)
        .sorted(Comparator.comparing(Suspect::since))
        .map(
            suspect -> new Finding(suspect.key().invariant(), suspect.violation(), suspect.since()))
        .toList();
  }

  /** The number of findings of an invariant. */
  long count(Invariant invariant) {
    return suspects.values().stream()
        .filter(suspect -> suspect.isOf(invariant) && isFinding(suspect))
        .count();
  }

  private boolean isFinding(Suspect suspect) {
    return suspect.confirmations() >= properties.rechecks();
  }

  private record Key(String invariant, long key, String subject) {}

  /**
   * A suspected violation, or a finding.
   *
   * @param since when it was first detected
   * @param checked when it was last detected
   * @param confirmations how many rechecks have confirmed it
   */
  record Suspect(
      Invariant invariant, Violation violation, Instant since, Instant checked, int confirmations) {

    private Key key() {
      return new Key(invariant.name(), violation.rowKey(), violation.subject());
    }

    private boolean isOf(Invariant other) {
      return invariant.name().equals(other.name());
    }

    Suspect confirmed(Violation now, Instant when) {
      return new Suspect(invariant, now, since, when, confirmations + 1);
    }
  }
}
