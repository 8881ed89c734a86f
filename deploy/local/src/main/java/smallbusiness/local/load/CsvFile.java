package smallbusiness.local.load;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;

/**
 * A CSV file with a header: UTF-8, comma-separated, quoted as in RFC 4180. A byte order mark is
 * ignored.
 *
 * @param path the file; a missing file has no rows
 * @param columns the columns that the header must contain, in any order
 */
record CsvFile(Path path, List<String> columns) {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  /**
   * Reads row by row.
   *
   * @param rows receives each good row
   * @param bad receives the errors; an error in the file as a whole stops reading
   */
  void read(Consumer<CsvRow> rows, Consumer<BadRowException> bad) {
    if (!Files.exists(path)) {
      return;
    }
    String name = path.getFileName().toString();
    long line = 1;
    try (Reader reader = open();
        CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      List<String> header = parser.getHeaderNames();
      for (String column : columns) {
        if (!header.contains(column)) {
          throw new BadRowException(name, 1, "no column " + column + " among " + header);
        }
      }
      for (CSVRecord next : parser) {
        line = parser.getCurrentLineNumber() - lineBreaks(next);
        if (next.isConsistent()) {
          rows.accept(new CsvRow(name, line, next.toMap()));
        } else {
          bad.accept(
              new BadRowException(
                  name, line, next.size() + " cells where the header has " + header.size()));
        }
      }
    } catch (BadRowException e) {
      bad.accept(e);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      bad.accept(new BadRowException(name, line + 1, reason(e)));
    }
  }

  private Reader open() throws IOException {
    return new InputStreamReader(
        BOMInputStream.builder().setPath(path).get(), StandardCharsets.UTF_8.newDecoder());
  }

  private static String reason(Exception e) {
    return e instanceof MalformedInputException || e.getCause() instanceof MalformedInputException
        ? "is not UTF-8; the rest was not read"
        : "cannot be parsed, the rest was not read: " + e.getMessage();
  }

  private static long lineBreaks(CSVRecord csvRow) {
    return csvRow.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }
}
