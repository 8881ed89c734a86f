package smallbusiness.query.monitor;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is suspected and what is found. A suspicion becomes a finding when it is met again as often
 * as configured, and either is dropped when a look at its place does not meet it. Written by the
 * monitor's thread, read by all.
 */
@Component
class Findings {

  private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

  private final Map<Key, Case> cases = new ConcurrentHashMap<>();
  private final MonitorProperties properties;
  private final Clock clock;

  Findings(MonitorProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Takes note of breaches that were met on the round. */
  void suspect(Invariant invariant, List<Breach> breaches) {
    for (Breach breach : breaches) {
      Key key = new Key(invariant.name(), breach.place(), breach.subject());
      if (count(invariant.name(), false) < properties.maxFindings()) {
        Instant now = clock.instant();
        cases.putIfAbsent(key, new Case(invariant, breach, now, now, 0));
      }
    }
  }

  /** The cases that should be looked at again now. */
  List<Case> due() {
    Instant latest = clock.instant().minus(properties.recheckInterval());
    return cases.values().stream()
        .filter(one -> !one.looked().isAfter(latest))
        .sorted(Comparator.comparing(Case::looked))
        .toList();
  }

  /** Says what a second look at a case's place has met. */
  void again(Case before, List<Breach> met) {
    Key key =
        new Key(before.invariant().name(), before.breach().place(), before.breach().subject());
    for (Breach breach : met) {
      if (breach.subject().equals(before.breach().subject())) {
        Case after = before.metAgain(breach, clock.instant());
        cases.put(key, after);
        if (after.times() == properties.rechecks()) {
          LOG.error(
              "Invariant {} is broken at {}: {}",
              key.invariant(),
              key.subject(),
              before.invariant().promise());
        }
        return;
      }
    }
    cases.remove(key);
    if (before.times() >= properties.rechecks()) {
      LOG.warn("Invariant {} holds again at {}", key.invariant(), key.subject());
    }
  }

  /** Forgets everything: another replica looks now. */
  void clear() {
    cases.clear();
  }

  /** What is certain, the oldest first. */
  List<Finding> certain() {
    List<Finding> found = new ArrayList<>();
    cases.values().stream()
        .filter(one -> one.times() >= properties.rechecks())
        .sorted(Comparator.comparing(Case::since))
        .forEach(one -> found.add(new Finding(one.invariant().name(), one.breach(), one.since())));
    return found;
  }

  /** How many breaches of an invariant are certain, or are known at all. */
  long count(String invariant, boolean certain) {
    return cases.values().stream()
        .filter(one -> one.invariant().name().equals(invariant))
        .filter(one -> !certain || one.times() >= properties.rechecks())
        .count();
  }

  private record Key(String invariant, long place, String subject) {}

  /**
   * A suspicion, or more.
   *
   * @param since when it was met first
   * @param looked when it was met last
   * @param times how often it was met again
   */
  record Case(Invariant invariant, Breach breach, Instant since, Instant looked, int times) {

    Case metAgain(Breach now, Instant when) {
      return new Case(invariant, now, since, when, times + 1);
    }
  }
}
