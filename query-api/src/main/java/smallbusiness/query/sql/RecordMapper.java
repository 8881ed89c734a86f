package smallbusiness.query.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Reads records from rows: component {@code orderId} from column {@code order_id}.
 *
 * <p>A component that is a record itself is read from the columns that start with its name, {@code
 * invoice} from {@code invoice_amount}, {@code invoice_paid} and so on. It is null when the first
 * of them is.
 */
public final class RecordMapper<R extends Record> implements RowMapper<R> {

  private interface Reader {
    @Nullable Object read(ResultSet row) throws SQLException;
  }

  private final Constructor<R> constructor;
  private final Reader[] readers;
  private final String columns;

  private RecordMapper(Class<R> type, String prefix) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("No constructor of " + type, e);
    }
    constructor.setAccessible(true);
    this.readers =
        Arrays.stream(components)
            .map(component -> reader(component, prefix + columnOf(component)))
            .toArray(Reader[]::new);
    this.columns =
        Arrays.stream(components).map(RecordMapper::columnOf).collect(Collectors.joining(", "));
  }

  /** A mapper that all threads can share. */
  public static <R extends Record> RecordMapper<R> of(Class<R> type) {
    return new RecordMapper<>(type, "");
  }

  /** The columns of a record that has no record as a component. */
  String columns() {
    return columns;
  }

  static String columnOf(RecordComponent component) {
    return JdbcUtils.convertPropertyNameToUnderscoreName(component.getName());
  }

  @Override
  public R mapRow(ResultSet row, int index) throws SQLException {
    return create(row, readers[0].read(row));
  }

  private @Nullable R nested(ResultSet row) throws SQLException {
    @Nullable Object first = readers[0].read(row);
    return first == null ? null : create(row, first);
  }

  private R create(ResultSet row, @Nullable Object first) throws SQLException {
    @Nullable Object[] values = new Object[readers.length];
    values[0] = first;
    for (int i = 1; i < values.length; i++) {
      values[i] = readers[i].read(row);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot call " + constructor, e);
    }
  }

  private static Reader reader(RecordComponent component, String column) {
    if (component.getType().isRecord()) {
      var nested = new RecordMapper<>(component.getType().asSubclass(Record.class), column + "_");
      return nested::nested;
    }
    ColumnType.Reader reader = ColumnType.of(component).reader();
    return row -> reader.read(row, column);
  }
}
