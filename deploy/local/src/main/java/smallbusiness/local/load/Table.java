package smallbusiness.local.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a header: UTF-8, comma, quotes as in RFC 4180. */
final class Table {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private final Path file;
  private final List<String> columns;

  /**
   * @param file the file; one that does not exist is an empty table
   * @param columns the columns that the header must name, in any order
   */
  Table(Path file, List<String> columns) {
    this.file = file;
    this.columns = columns;
  }

  /**
   * Reads row after row.
   *
   * @param rows takes each good row
   * @param bad takes what is wrong with the others; a file that cannot be read on is one
   */
  void read(Consumer<Row> rows, Consumer<BadRowException> bad) {
    if (!Files.exists(file)) {
      return;
    }
    String name = file.getFileName().toString();
    long line = 1;
    try (CSVParser parser = CSVParser.parse(open(), FORMAT)) {
      for (String column : columns) {
        if (!parser.getHeaderNames().contains(column)) {
          throw new BadRowException(
              name + ":1", "no column " + column + " among " + parser.getHeaderNames());
        }
      }
      for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
        CSVRecord next = records.next();
        line = parser.getCurrentLineNumber() - lineBreaks(next);
        if (next.isConsistent()) {
          rows.accept(new Row(name, line, next.toMap()));
        } else {
          bad.accept(
              new BadRowException(
                  name + ":" + line,
                  next.size() + " cells where the header has " + parser.getHeaderNames().size()));
        }
      }
    } catch (BadRowException e) {
      bad.accept(e);
    } catch (MalformedInputException e) {
      bad.accept(
          new BadRowException(name + ":" + (line + 1), "is not UTF-8; the rest was not read"));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      bad.accept(
          new BadRowException(name + ":" + (line + 1), "cannot be read on: " + e.getMessage()));
    }
  }

  private Reader open() throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
    reader.mark(1);
    // Spreadsheets like to begin a file with one.
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private static long lineBreaks(CSVRecord csvRow) {
    return csvRow.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }
}
