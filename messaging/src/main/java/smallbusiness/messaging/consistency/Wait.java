package smallbusiness.messaging.consistency;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One reader's wait. Safe for use by many threads. */
final class Wait {

  private final Map<Aggregate, Long> missing;
  private final CountDownLatch done = new CountDownLatch(1);

  Wait(ConsistencyToken token) {
    this.missing = new ConcurrentHashMap<>(token.versions());
  }

  /** Takes note of what has become visible. */
  void learn(Map<Aggregate, Long> visible) {
    visible.forEach(
        (aggregate, version) ->
            missing.computeIfPresent(
                aggregate, (known, wanted) -> version >= wanted ? null : wanted));
    if (missing.isEmpty()) {
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
   */
  void await(Duration atMost) {
    try {
      if (done.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new NotYetAppliedException(missing);
  }
}
