package smallbusiness.query.list;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import smallbusiness.messaging.problem.ProblemException;
import smallbusiness.messaging.web.request.QueryParameters;

/** The type of a filter or sort key, and its text form in URLs. */
public enum ValueType {
  /** A whole number. */
  INTEGER("integer", "int64", "a whole number"),
  /** A decimal number, such as money. */
  DECIMAL("number", "decimal", "a decimal number"),
  /** A moment: {@code 2026-01-31T12:00:00Z}, or a date for the start of that day in UTC. */
  INSTANT("string", "date-time", "a date (2026-01-31) or a moment (2026-01-31T12:00:00Z)"),
  /** A day: {@code 2026-01-31}. */
  DAY("string", "date", "a date such as 2026-01-31"),
  /** A non-empty text. */
  TEXT("string", "", "a non-empty text");

  private static final int MAX_TEXT = 200;

  private final String json;
  private final String format;
  private final String description;

  ValueType(String json, String format, String description) {
    this.json = json;
    this.format = format;
    this.description = description;
  }

  /** The type of the values of a Java type. */
  static ValueType of(Class<?> type) {
    if (type == long.class || type == Long.class) {
      return INTEGER;
    } else if (type == BigDecimal.class) {
      return DECIMAL;
    } else if (type == Instant.class) {
      return INSTANT;
    }
    return TEXT;
  }

  /** The type in JSON Schema. */
  public String json() {
    return json;
  }

  /** The format in JSON Schema; empty for none. */
  public String format() {
    return format;
  }

  /** What a value must be, to complete "must be …". */
  String description() {
    return description;
  }

  /**
   * The value as a JDBC parameter.
   *
   * @throws IllegalArgumentException or DateTimeException if the text is no such value
   */
  Object parse(String text) {
    return switch (this) {
      case INTEGER -> Long.valueOf(text);
      case DECIMAL -> decimal(text);
      case INSTANT -> instant(text).atOffset(ZoneOffset.UTC);
      case DAY -> LocalDate.parse(text);
      case TEXT -> text(text);
    };
  }

  /**
   * Parses a parameter as a JDBC parameter.
   *
   * @throws ProblemException 400 if the text is no such value
   */
  Object parse(String name, String text) {
    return QueryParameters.parse(name, text, this::parse, description);
  }

  /** The value of a column as text that {@link #parse} reads; the column must not be null. */
  String read(ResultSet row, String column) throws SQLException {
    return switch (this) {
      case INTEGER -> Long.toString(row.getLong(column));
      case DECIMAL -> row.getBigDecimal(column).toPlainString();
      case INSTANT -> row.getObject(column, OffsetDateTime.class).toInstant().toString();
      case DAY -> row.getObject(column, LocalDate.class).toString();
      case TEXT -> row.getString(column);
    };
  }

  private static BigDecimal decimal(String text) {
    if (text.length() > 30 || text.toLowerCase(Locale.ROOT).contains("e")) {
      throw new NumberFormatException(text);
    }
    return new BigDecimal(text);
  }

  private static Instant instant(String text) {
    Instant instant =
        text.length() == 10
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : OffsetDateTime.parse(text).toInstant();
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1 || year > 9999) {
      throw new DateTimeException("Out of range");
    }
    return instant;
  }

  private static String text(String text) {
    if (text.isBlank() || text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("Empty or too long");
    }
    return text;
  }
}
