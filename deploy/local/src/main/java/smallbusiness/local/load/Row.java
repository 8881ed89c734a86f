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
 * One row of a table.
 *
 * @param file the file's name
 * @param line the line on which the row begins, from 1
 * @param cells the cells by column
 */
record Row(String file, long line, Map<String, String> cells) {

  /** File and line. */
  String place() {
    return file + ":" + line;
  }

  /** The cell as it is; empty when there is none. */
  String text(String column) {
    return cells.getOrDefault(column, "").strip();
  }

  /**
   * A cell that must not be empty, on one line.
   *
   * @throws BadRowException when it is not
   */
  String reference(String column) {
    String text = text(column);
    if (text.isEmpty() || text.contains("\n") || text.contains("\r")) {
      throw bad(column + " must be one line and not empty");
    }
    return text;
  }

  /**
   * A cell with a decimal number.
   *
   * @throws BadRowException when it is none
   */
  BigDecimal decimal(String column) {
    try {
      return new BigDecimal(text(column));
    } catch (NumberFormatException e) {
      throw bad(column + " must be a number such as 12.50, not '" + text(column) + "'");
    }
  }

  /**
   * A cell with a whole number.
   *
   * @throws BadRowException when it is none
   */
  long whole(String column) {
    try {
      return Long.parseLong(text(column));
    } catch (NumberFormatException e) {
      throw bad(column + " must be a whole number, not '" + text(column) + "'");
    }
  }

  /**
   * A cell with a moment, or a day, which begins at midnight UTC; empty when the cell is.
   *
   * @throws BadRowException when it is neither
   */
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

  /** This row is bad for the given reason. */
  BadRowException bad(String reason) {
    return new BadRowException(place(), reason);
  }
}
