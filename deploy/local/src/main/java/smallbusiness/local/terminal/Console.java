package smallbusiness.local.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.commons.io.IOUtils;

/** Prints to the terminal, one line per event. Thread-safe. */
public final class Console {

  private final PrintStream out;

  /** Creates a console that prints to {@code out}. */
  public Console(PrintStream out) {
    this.out = out;
  }

  /** Prints a line. */
  public synchronized void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a text file of the class path. */
  public void printResource(String path) {
    try {
      print(IOUtils.resourceToString(path, UTF_8).stripTrailing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints a line with the time of day, for events while the system runs. */
  public void log(String line) {
    print(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + line);
  }

  /** Reports that a component is ready, with its address and how long its start took. */
  public void ready(String component, String address, Instant started) {
    print(
        String.format(
            Locale.ROOT, "  %-12s ready after %5s  %s", component, since(started), address));
  }

  /** Formats the time since {@code start} as {@code 3.4 s}. */
  public static String since(Instant start) {
    return seconds(Duration.between(start, Instant.now()));
  }

  /** Formats a duration as {@code 3.4 s}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
