package smallbusiness.query.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smallbusiness.query.sql.Select;

/**
 * What a list of the API consists of: the only place that names its filters and sort orders.
 * Queries and documentation are made from it.
 *
 * <p>A filter or sort order refers to a column of the list's select, which gives it its SQL
 * expression and type.
 *
 * @param <V> a row of the list
 */
public final class ListDeclaration<V extends Record> {

  private final String path;
  private final Select<V> select;
  private final List<Filter> filters = new ArrayList<>();
  private final List<Sort> sorts = new ArrayList<>();
  private String where = "true";

  private ListDeclaration(String path, Select<V> select) {
    this.path = path;
    this.select = select;
  }

  /** A list without filters at a path, in the order of its rows' identifiers. */
  public static <V extends Record> ListDeclaration<V> of(String path, Select<V> select) {
    return new ListDeclaration<>(path, select);
  }

  /** Leaves out rows that do not meet a condition in SQL. */
  public ListDeclaration<V> where(String condition) {
    where = condition;
    return this;
  }

  /** A filter for rows with the value in the column of the same name. */
  public ListDeclaration<V> equal(String column, String description) {
    return equal(column, column, description);
  }

  /** A filter for rows with the value in a column. */
  public ListDeclaration<V> equal(String name, String column, String description) {
    return compare(name, column, "=", description);
  }

  /** A filter for rows whose column is the value or more. */
  public ListDeclaration<V> from(String name, String column, String description) {
    return compare(name, column, ">=", description);
  }

  /** A filter for rows whose column is the value or less. */
  public ListDeclaration<V> upTo(String name, String column, String description) {
    return compare(name, column, "<=", description);
  }

  /** A filter for rows whose column is less than the value. */
  public ListDeclaration<V> below(String name, String column, String description) {
    return compare(name, column, "<", description);
  }

  private ListDeclaration<V> compare(
      String name, String column, String operator, String description) {
    String sql = "%s %s :%s".formatted(select.expression(column), operator, name);
    return filter(Filter.where(name, typeOf(column), sql, description));
  }

  /** A filter for rows with one or several of the constants in the column of the same name. */
  public ListDeclaration<V> oneOf(String column, Enum<?>[] constants, String description) {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (Enum<?> constant : constants) {
      conditions.put(
          constant.name(), "%s = '%s'".formatted(select.expression(column), constant.name()));
    }
    return filter(Filter.choice(column, conditions, null, description));
  }

  /**
   * A filter for rows whose column of the same name is {@code false}, {@code true} or either.
   *
   * @param fallback the value if the client gives none; null for either
   */
  public ListDeclaration<V> flag(String column, @Nullable String fallback, String description) {
    String sql = select.expression(column);
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("false", "not " + sql);
    conditions.put("true", sql);
    return filter(Filter.choice(column, conditions, fallback, description));
  }

  /** Any other filter. */
  public ListDeclaration<V> filter(Filter filter) {
    filters.add(filter);
    return this;
  }

  /** The columns by which the list can be sorted; the first is the order by default. */
  public ListDeclaration<V> sortedBy(String... columns) {
    Arrays.stream(columns)
        .map(column -> new Sort(column, select.expression(column), typeOf(column)))
        .forEach(sorts::add);
    return this;
  }

  private ValueType typeOf(String column) {
    return ValueType.of(select.type(column));
  }

  /** The path of the resource. */
  public String path() {
    return path;
  }

  /** The filters in the order of the documentation. */
  public List<Filter> filters() {
    return filters;
  }

  /** The sort orders; the first is the default. */
  public List<Sort> sorts() {
    return sorts;
  }

  Select<V> select() {
    return select;
  }

  String where() {
    return where;
  }
}
