package smallbusiness.benchmarks.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What was measured, as Markdown tables. */
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

  /** A row of latencies, given in milliseconds and sorted. */
  public void latency(String what, int rate, double[] sorted) {
    row(what, rate, percentile(sorted, 0.50), percentile(sorted, 0.99));
  }

  /** Lines as they are, under a title. */
  public void text(String title, List<String> text) {
    lines.add("");
    lines.add("`" + title + "`");
    lines.add("");
    text.forEach(line -> lines.add("    " + line));
  }

  /** The value below which a share of the sorted ones lies, in the report's form. */
  public static String percentile(double[] sorted, double share) {
    int index = (int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length));
    return "%.1f".formatted(sorted[index]);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }
}
