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

  /** How long to wait now; the next time it is longer. */
  Duration next() {
    long pause = next + ThreadLocalRandom.current().nextLong(next / 4 + 1);
    next = Math.min(most, next * 2);
    return Duration.ofMillis(pause);
  }

  void reset() {
    next = initial;
  }
}
