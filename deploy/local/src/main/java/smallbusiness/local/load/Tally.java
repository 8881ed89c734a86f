package smallbusiness.local.load;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import smallbusiness.local.terminal.Console;

/** Counts the loaded rows of one kind and prints the progress. Thread-safe. */
final class Tally {

  private static final Duration PRINT_INTERVAL = Duration.ofSeconds(2);

  private final String kind;
  private final Console console;
  private final AtomicLong loaded = new AtomicLong();
  private final AtomicLong earlier = new AtomicLong();
  private Instant lastPrint = Instant.now();

  Tally(String kind, Console console) {
    this.kind = kind;
    this.console = console;
  }

  /** What is counted, in the singular. */
  String kind() {
    return kind;
  }

  void addLoaded() {
    loaded.incrementAndGet();
    printProgress();
  }

  void addLoadedEarlier() {
    earlier.incrementAndGet();
  }

  /** Prints the total: {@code 830 orders (12 loaded earlier)}. */
  void printTotal() {
    long total = loaded.get() + earlier.get();
    if (total > 0) {
      String remark = earlier.get() == 0 ? "" : " (" + earlier + " loaded earlier)";
      console.print("  " + total + " " + kind + "s" + remark);
    }
  }

  private synchronized void printProgress() {
    if (Duration.between(lastPrint, Instant.now()).compareTo(PRINT_INTERVAL) > 0) {
      lastPrint = Instant.now();
      console.print("  " + kind + "s: " + loaded + " so far ...");
    }
  }
}
