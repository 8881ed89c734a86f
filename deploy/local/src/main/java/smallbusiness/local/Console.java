package smallbusiness.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the person at the terminal is told: one line for each thing that happened. */
public final class Console {

  private final PrintStream out;

  /**
   * @param out where the lines go
   */
  public Console(PrintStream out) {
    this.out = out;
  }

  /** Prints a line as it is. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a line with the time of day: for what happens while the system runs. */
  public void report(String line) {
    say(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + line);
  }

  /** Tells that a part of the system is ready, where, and how long it took. */
  public void ready(String part, String where, Instant started) {
    say(String.format(Locale.ROOT, "  %-12s ready after %5s  %s", part, since(started), where));
  }

  /** The time since an instant as people read it: {@code 3.4 s}. */
  public static String since(Instant start) {
    return seconds(Duration.between(start, Instant.now()));
  }

  /** A duration as people read it: {@code 3.4 s}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
