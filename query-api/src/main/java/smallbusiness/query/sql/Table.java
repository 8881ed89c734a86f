package smallbusiness.query.sql;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A table that is written in batches: one statement of constant text, with an array parameter for
 * each column. The record of a row is the only place that lists the columns.
 *
 * <p>A row replaces the stored row with the same key. If there is a column {@code version}, it does
 * so only when it is newer.
 */
public final class Table<R extends Record> {

  private record Column(String name, ColumnType type, Method accessor) {

    static Column of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Column(RecordMapper.columnOf(component), ColumnType.of(component), accessor);
    }

    @Nullable Object of(Object row) {
      try {
        return accessor.invoke(row);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Cannot call " + accessor, e);
      }
    }

    @Nullable Object[] ofAll(Collection<?> rows) {
      @Nullable Object[] values = type.array(rows.size());
      int next = 0;
      for (Object row : rows) {
        values[next++] = type.parameter(of(row));
      }
      return values;
    }
  }

  private final String name;
  private final List<String> key;
  private final RecordMapper<R> mapper;
  private final Map<String, Column> columns;
  private final Map<String, String> updates;
  private final String upsert;

  private Table(
      String name,
      List<String> key,
      RecordMapper<R> mapper,
      Map<String, Column> columns,
      Map<String, String> updates) {
    this.name = name;
    this.key = key;
    this.mapper = mapper;
    this.columns = columns;
    this.updates = updates;
    this.upsert = upsertFrom("select * from " + newRows());
  }

  /** A table whose rows are replaced; the first column of the key identifies an aggregate. */
  public static <R extends Record> Table<R> of(String name, Class<R> row, String... key) {
    return of(name, row, List.of(key), column -> "excluded." + column);
  }

  /** A table of counters: the values of a row are added to those of the stored row. */
  public static <R extends Record> Table<R> ofCounters(String name, Class<R> row, String... key) {
    return of(name, row, List.of(key), column -> "t." + column + " + excluded." + column);
  }

  private static <R extends Record> Table<R> of(
      String name, Class<R> row, List<String> key, UnaryOperator<String> update) {
    Map<String, Column> columns = new LinkedHashMap<>();
    Map<String, String> updates = new LinkedHashMap<>();
    for (RecordComponent component : row.getRecordComponents()) {
      Column column = Column.of(component);
      columns.put(column.name, column);
      if (!key.contains(column.name)) {
        updates.put(column.name, update.apply(column.name));
      }
    }
    return new Table<>(name, key, RecordMapper.of(row), columns, updates);
  }

  /** The same table, in which a column keeps its first value. */
  public Table<R> keeping(String column) {
    return updating(column, "t." + column);
  }

  /** The same table, in which a column keeps its value while a new one is null or empty. */
  public Table<R> keepingIfAbsent(String column) {
    String expression =
        column(column).type.sql().equals("jsonb")
            ? "case excluded.%1$s when '[]' then t.%1$s else excluded.%1$s end"
            : "coalesce(excluded.%1$s, t.%1$s)";
    return updating(column, expression.formatted(column));
  }

  private Table<R> updating(String column, String expression) {
    Map<String, String> changed = new LinkedHashMap<>(updates);
    changed.put(column, expression);
    return new Table<>(name, key, mapper, columns, changed);
  }

  /** The statement that inserts or updates the rows of {@link #bind}. */
  public String upsert() {
    return upsert;
  }

  /** The statement that inserts or updates the rows of a query of this table's columns. */
  public String upsertFrom(String query) {
    String changes =
        updates.entrySet().stream()
            .map(update -> update.getKey() + " = " + update.getValue())
            .collect(joining(", "));
    return "insert into %s as t (%s) %s on conflict (%s) do %s%s"
        .formatted(
            name,
            mapper.columns(),
            query,
            String.join(", ", key),
            changes.isEmpty() ? "nothing" : "update set " + changes,
            updates.containsKey("version") ? " where excluded.version > t.version" : "");
  }

  /** The rows of {@link #bind} as a table expression. */
  public String newRows() {
    return columns.values().stream()
        .map(column -> ":%s_%s::%s[]".formatted(name, column.name, column.type.sql()))
        .collect(joining(", ", "unnest(", ") as new_row (" + mapper.columns() + ")"));
  }

  /** Sets the parameters of one table's rows in a statement that may write several tables. */
  public StatementSpec bind(StatementSpec statement, Collection<R> rows) {
    for (Column column : columns.values()) {
      statement = statement.param(name + "_" + column.name, column.ofAll(rows));
    }
    return statement;
  }

  /** Inserts or updates the rows. */
  public void upsert(JdbcClient jdbc, Collection<R> rows) {
    if (!rows.isEmpty()) {
      bind(jdbc.sql(upsert), rows).update();
    }
  }

  /**
   * Inserts or updates those rows that are newer than the stored ones, which it locks.
   *
   * @param change receives each stored row, null if there is none, and the newer one
   */
  public void upsertNewer(JdbcClient jdbc, List<R> rows, BiConsumer<@Nullable R, R> change) {
    Map<Long, R> stored = lock(jdbc, rows.stream().map(this::id).toList(), mapper);
    List<R> newer = new ArrayList<>();
    for (R after : rows) {
      @Nullable R before = stored.get(id(after));
      if (before == null || number("version", after) > number("version", before)) {
        change.accept(before, after);
        newer.add(after);
      }
    }
    upsert(jdbc, newer);
  }

  /**
   * Reads the stored rows of these aggregates and locks them until the transaction ends, in
   * ascending order, so that two batches cannot deadlock.
   *
   * @param mapper of the columns to read
   */
  public <S extends Record> Map<Long, S> lock(
      JdbcClient jdbc, Collection<Long> ids, RecordMapper<S> mapper) {
    String id = key.getFirst();
    Map<Long, S> stored = new HashMap<>();
    jdbc.sql(
            "select %s from %s where %s = any(:ids) order by %s for update"
                .formatted(mapper.columns(), name, id, id))
        .param("ids", ids.toArray(Long[]::new))
        .query(
            (RowCallbackHandler)
                row -> stored.put(row.getLong(id), mapper.mapRow(row, stored.size())));
    return stored;
  }

  private long id(R row) {
    return number(key.getFirst(), row);
  }

  private long number(String column, R row) {
    return (Long) Objects.requireNonNull(column(column).of(row), column);
  }

  private Column column(String column) {
    return Objects.requireNonNull(columns.get(column), column);
  }
}
