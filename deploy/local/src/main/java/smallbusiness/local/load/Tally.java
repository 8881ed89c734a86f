package smallbusiness.local.load;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import smallbusiness.local.Console;

/** Counts one kind of thing while it is loaded, and says now and then how far it is. */
final class Tally {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

  private final String things;
  private final Console console;
  private final AtomicLong loaded = new AtomicLong();
  private final AtomicLong before = new AtomicLong();
  private Instant lastLine = Instant.now();

  Tally(String things, Console console) {
    this.things = things;
    this.console = console;
  }

  void loaded() {
    loaded.incrementAndGet();
    sayNowAndThen();
  }

  void wasLoadedBefore() {
    before.incrementAndGet();
  }

  /** The line for the end: {@code 830 orders (12 of them loaded before)}. */
  void sayTotal() {
    if (loaded.get() + before.get() > 0) {
      String earlier = before.get() == 0 ? "" : " (" + before + " of them loaded before)";
      console.say("  " + (loaded.get() + before.get()) + " " + things + earlier);
    }
  }

  private synchronized void sayNowAndThen() {
    if (Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) > 0) {
      lastLine = Instant.now();
      console.say("  " + things + ": " + loaded + " so far ...");
    }
  }
}
