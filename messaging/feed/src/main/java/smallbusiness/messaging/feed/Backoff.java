package smallbusiness.messaging.feed;

import java.time.Duration;

/** Pauses that double with every failure in a row, up to a limit. */
final class Backoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** The pause that is due now. */
  Duration next() {
    Duration due = next;
    Duration doubled = due.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return due;
  }

  /** After a success the next failure is a first one. */
  void reset() {
    next = first;
  }
}
