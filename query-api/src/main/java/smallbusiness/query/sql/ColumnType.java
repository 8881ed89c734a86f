package smallbusiness.query.sql;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a record component are stored in a column.
 *
 * @param sql the PostgreSQL type
 * @param element type of an array parameter's elements; numerics, dates and timestamps are sent as
 *     text, which PostgreSQL casts exactly
 * @param reader reads a value
 */
record ColumnType(String sql, Class<?> element, Reader reader) {

  /** Reads a value; null becomes 0 or false in a primitive component. */
  interface Reader {
    @Nullable Object read(ResultSet row, String column) throws SQLException;
  }

  private static final Map<Class<?>, ColumnType> TYPES =
      Map.of(
          long.class, new ColumnType("bigint", Long.class, ResultSet::getLong),
          Long.class, new ColumnType("bigint", Long.class, object(Long.class)),
          int.class, new ColumnType("integer", Integer.class, ResultSet::getInt),
          boolean.class, new ColumnType("boolean", Boolean.class, ResultSet::getBoolean),
          String.class, new ColumnType("text", String.class, ResultSet::getString),
          BigDecimal.class, new ColumnType("numeric", String.class, ResultSet::getBigDecimal),
          Instant.class, new ColumnType("timestamptz", String.class, ColumnType::instant),
          LocalDate.class, new ColumnType("date", String.class, object(LocalDate.class)));

  static ColumnType of(RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return new ColumnType("text", String.class, constant(type));
    } else if (type == List.class) {
      var element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      return new ColumnType(
          "jsonb", String.class, (row, column) -> JsonColumn.list(row, column, (Class<?>) element));
    }
    return Objects.requireNonNull(TYPES.get(type), () -> "No column type for " + component);
  }

  /** An empty array parameter for a number of rows. */
  @Nullable Object[] array(int rows) {
    return (@Nullable Object[]) Array.newInstance(element, rows);
  }

  /** The value as an element of an array parameter. */
  @Nullable Object parameter(@Nullable Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal.toPlainString();
      case List<?> list -> list.isEmpty() ? "[]" : JsonColumn.write(list);
      case null -> null;
      default -> element == String.class ? value.toString() : value;
    };
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Reader object(Class<?> type) {
    return (row, column) -> row.getObject(column, type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the caller knows that it is an enum's class
  private static Reader constant(Class<?> type) {
    return (row, column) -> {
      @Nullable String name = row.getString(column);
      return name == null ? null : Enum.valueOf((Class) type, name);
    };
  }
}
