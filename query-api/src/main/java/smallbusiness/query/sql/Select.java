package smallbusiness.query.sql;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * {@code select ... from ...} with one column for each component of a record, so that the columns
 * are listed only there.
 *
 * @param <R> the record of a row; its first component identifies the row
 */
public final class Select<R extends Record> {

  private record Column(String sql, Class<?> type) {}

  private final String from;
  private final RecordMapper<R> mapper;
  private final Map<String, Column> columns = new LinkedHashMap<>();

  private Select(Class<R> row, String alias, String from) {
    this.from = from;
    this.mapper = RecordMapper.of(row);
    for (RecordComponent component : row.getRecordComponents()) {
      String column = RecordMapper.columnOf(component);
      columns.put(column, new Column(alias + "." + column, component.getType()));
    }
  }

  /**
   * Selects all columns of the record.
   *
   * @param alias of the table with the columns that {@link #with} gives no expression for
   * @param from tables and joins; each of their rows becomes one row
   */
  public static <R extends Record> Select<R> of(Class<R> row, String alias, String from) {
    return new Select<>(row, alias, from);
  }

  /** Selects an SQL expression as the column. */
  public Select<R> with(String column, String expression) {
    columns.put(column, new Column(expression, type(column)));
    return this;
  }

  /** The columns in SQL. */
  public String columns() {
    return columns.entrySet().stream()
        .map(column -> column.getValue().sql() + " as " + column.getKey())
        .collect(joining(", "));
  }

  /** Tables and joins in SQL. */
  public String from() {
    return from;
  }

  /** The SQL expression that identifies a row. */
  public String key() {
    return columns.values().iterator().next().sql();
  }

  /** The SQL expression of a column. */
  public String expression(String column) {
    return column(column).sql();
  }

  /** The Java type of a column. */
  public Class<?> type(String column) {
    return column(column).type();
  }

  /** Reads a row. */
  public RecordMapper<R> mapper() {
    return mapper;
  }

  /** The statement for the rows that meet a condition in SQL. */
  public String where(String condition) {
    return "select %s from %s where %s".formatted(columns(), from, condition);
  }

  private Column column(String name) {
    return Objects.requireNonNull(columns.get(name), name);
  }
}
