package smallbusiness.local.load;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a CSV file. Methods that parse a cell throw {@link BadRowException} when its format is
 * wrong.
 *
 * @param file the file's name
 * @param line the line on which the row begins, from 1
 * @param cells the cells by column
 */
record CsvRow(String file, long line, Map<String, String> cells) {

  /** The cell's text; empty when there is none. */
  String text(String column) {
    return cells.getOrDefault(column, "").strip();
  }

  /** A reference: one line, not empty. */
  String reference(String column) {
    String text = text(column);
    if (text.isEmpty() || text.contains("\n") || text.contains("\r")) {
      throw bad(column + " must be one line and not empty");
    }
    return text;
  }

  /** A decimal number. */
  BigDecimal decimal(String column) {
    try {
      return new BigDecimal(text(column));
    } catch (NumberFormatException e) {
      throw bad(column + " must be a number such as 12.50, not '" + text(column) + "'");
    }
  }

  /** A whole number. */
  long integer(String column) {
    try {
      return Long.parseLong(text(column));
    } catch (NumberFormatException e) {
      throw bad(column + " must be a whole number, not '" + text(column) + "'");
    }
  }

  /** A time, or a date, which means midnight UTC; empty when the cell is. */
  Optional<Instant> date(String column) {
    String text = text(column);
    try {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      throw bad(column + " must be like 2026-03-31T09:30:00Z or 2026-03-31, not '" + text + "'");
    }
  }

  /** Creates an exception that names this row. */
  BadRowException bad(String reason) {
    return new BadRowException(file, line, reason);
  }
}
