package smallbusiness.messaging.consistency;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;

/** A read that waits for versions to become visible. Safe for use by many threads. */
final class PendingRead {

  private final Map<Aggregate, Long> missing;
  private final Set<Aggregate> parked = ConcurrentHashMap.newKeySet();
  private final CountDownLatch done = new CountDownLatch(1);

  PendingRead(ConsistencyToken token) {
    this.missing = new ConcurrentHashMap<>(token.versions());
  }

  /** Removes the versions that have become visible; ends the wait when none is missing. */
  void visible(Map<Aggregate, Long> versions) {
    missing
        .entrySet()
        .removeIf(wanted -> versions.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue());
    if (missing.isEmpty()) {
      done.countDown();
    }
  }

  /** Ends the wait when a missing aggregate is parked. */
  void parked(Set<Aggregate> aggregates) {
    for (Aggregate aggregate : missing.keySet()) {
      if (aggregates.contains(aggregate)) {
        parked.add(aggregate);
      }
    }
    if (!parked.isEmpty()) {
      done.countDown();
    }
  }

  Set<Aggregate> aggregates() {
    return missing.keySet();
  }

  /**
   * Waits until no version is missing.
   *
   * @throws NotYetVisibleException on a timeout or an interrupt
   * @throws AggregateParkedException when a missing aggregate is parked
   */
  void await(Duration atMost) {
    try {
      if (done.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        if (!parked.isEmpty()) {
          throw new AggregateParkedException(parked);
        }
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new NotYetVisibleException(missing);
  }
}
