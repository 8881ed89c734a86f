package smallbusiness.messaging.reconciliation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A comparison of one part of two copies of the same data, which may change meanwhile. */
@FunctionalInterface
public interface Comparison {

  /**
   * Compares the whole part the first time, and later only what is still undecided.
   *
   * @return whether the result is final: a further attempt could not change it
   */
  boolean attempt();

  /**
   * Compares all parts, and repeats the undecided ones until all are decided or time is up.
   *
   * @param patience maximum duration of the repetitions, measured from the end of the first attempt
   * @param interval pause between two attempts
   */
  static void run(Collection<? extends Comparison> parts, Duration patience, Duration interval) {
    List<? extends Comparison> open = undecided(parts);
    long end = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty() && System.nanoTime() - end < 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(interval.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      open = undecided(open);
    }
  }

  private static List<? extends Comparison> undecided(Collection<? extends Comparison> parts) {
    return parts.stream().filter(part -> !part.attempt()).toList();
  }
}
