package smallbusiness.local.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.IOUtils;

/**
 * The demonstration business: the data set of a tea and coffee shop. Its dates are moved by whole
 * days, so that the last day is yesterday.
 */
public final class DemoData {

  private static final List<String> FILES =
      List.of(
          "items.csv",
          "customers.csv",
          "orders.csv",
          "order_lines.csv",
          "transactions.csv",
          "cancellations.csv");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private DemoData() {}

  /**
   * Writes the data set unless the folder exists: once written, its dates must not move.
   *
   * @param clock provides today's date; all dates are before it
   */
  public static void writeOnce(Path folder, Clock clock) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Path incomplete = folder.resolveSibling(folder.getFileName() + ".new");
    Files.createDirectories(incomplete);
    Map<String, List<List<String>>> tables = new LinkedHashMap<>();
    for (String file : FILES) {
      tables.put(file, read(file));
    }
    Duration shift = Duration.between(latest(tables), clock.instant().truncatedTo(ChronoUnit.DAYS));
    Duration wholeDays = Duration.ofDays(shift.toDays() - (shift.isNegative() ? 1 : 0));
    for (Map.Entry<String, List<List<String>>> table : tables.entrySet()) {
      write(incomplete.resolve(table.getKey()), table.getValue(), wholeDays);
    }
    Files.move(incomplete, folder);
  }

  private static List<List<String>> read(String file) throws IOException {
    String text = IOUtils.resourceToString("/smallbusiness/local/demo/" + file, UTF_8);
    try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
      return parser.stream().map(CSVRecord::toList).toList();
    }
  }

  private static Instant latest(Map<String, List<List<String>>> tables) {
    return tables.values().stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .filter(DemoData::isDate)
        .map(Instant::parse)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private static void write(Path file, List<List<String>> rows, Duration shift) throws IOException {
    try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), FORMAT)) {
      for (List<String> row : rows) {
        printer.printRecord(
            row.stream()
                .map(cell -> isDate(cell) ? Instant.parse(cell).plus(shift).toString() : cell)
                .toList());
      }
    }
  }

  private static boolean isDate(String cell) {
    return cell.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }
}
