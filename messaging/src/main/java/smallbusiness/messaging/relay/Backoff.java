package smallbusiness.messaging.relay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing, capped and slightly random pauses between attempts. */
final class Backoff {

  private final long initial;
  private final long most;
  private long next;

  Backoff(Duration initial, Duration most) {
    this.initial = initial.toMillis();
    this.most = most.toMillis();
    this.next = this.initial;
  }

  /** Waits; an interrupt ends the wait and stays visible to the thread. */
  void pause() {
    try {
      Thread.sleep(next + ThreadLocalRandom.current().nextLong(next / 4 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    next = Math.min(most, next * 2);
  }

  void reset() {
    next = initial;
  }
}
