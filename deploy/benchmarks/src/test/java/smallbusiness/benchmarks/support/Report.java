package smallbusiness.benchmarks.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The results as Markdown tables. */
public final class Report {

  private final List<String> lines = new ArrayList<>();

  public Report() {
    lines.add(
        "Taken on %s, %d processors, %s, JDK %d."
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                Runtime.version().feature()));
  }

  public void table(String... columns) {
    lines.add("");
    row((Object[]) columns);
    lines.add("|" + "---|".repeat(columns.length));
  }

  public void row(Object... cells) {
    StringBuilder line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(' ').append(cell).append(" |");
    }
    lines.add(line.toString());
  }

  /** Adds a row of latencies, which are sorted and in milliseconds. */
  public void latency(String what, int rate, double[] sorted) {
    row(what, rate, percentile(sorted, 0.50), percentile(sorted, 0.99));
  }

  /** Adds preformatted lines under a title. */
  public void text(String title, List<String> text) {
    lines.add("");
    lines.add("`" + title + "`");
    lines.add("");
    text.forEach(line -> lines.add("    " + line));
  }

  /** Formats a percentile of sorted values. */
  public static String percentile(double[] sorted, double share) {
    int index = (int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length));
    return "%.1f".formatted(sorted[index]);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }
}
