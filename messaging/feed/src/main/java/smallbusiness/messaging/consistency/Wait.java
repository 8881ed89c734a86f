package smallbusiness.messaging.consistency;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;

/** One reader's wait. Safe for use by many threads. */
final class Wait {

  private final Map<Aggregate, Long> missing;
  private final Set<Aggregate> parked = ConcurrentHashMap.newKeySet();
  private final CountDownLatch done = new CountDownLatch(1);

  Wait(ConsistencyToken token) {
    this.missing = new ConcurrentHashMap<>(token.versions());
  }

  /** Takes note of what has become visible. */
  void learn(Map<Aggregate, Long> visible) {
    missing
        .entrySet()
        .removeIf(wanted -> visible.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue());
    if (missing.isEmpty()) {
      done.countDown();
    }
  }

  /** Ends the wait when something is missing that does not get on. */
  void giveUp(Set<Aggregate> standing) {
    for (Aggregate aggregate : missing.keySet()) {
      if (standing.contains(aggregate)) {
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
   * Waits until nothing is missing.
   *
   * @throws NotYetAppliedException when something still is after that time, or the thread is
   *     interrupted
   * @throws AggregateParkedException when something is missing that does not get on
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
    throw new NotYetAppliedException(missing);
  }
}
