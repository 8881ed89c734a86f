package smallbusiness.query.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.QueryParameters;
import smallbusiness.query.sql.Select;

/**
 * Declares a list of the API with its filters and sort orders. Queries and documentation are
 * derived from it. Columns are those of the list's {@link Select}.
 *
 * @param <V> a row of the list
 */
public final class ListDeclaration<V extends Record> {

  private final Select<V> select;
  private final List<Filter> filters = new ArrayList<>();
  private final List<Sort> sorts = new ArrayList<>();
  private String where = "true";

  private ListDeclaration(Select<V> select) {
    this.select = select;
  }

  /** A list without filters yet. */
  public static <V extends Record> ListDeclaration<V> of(Select<V> select) {
    return new ListDeclaration<>(select);
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
    return filter(name, typeOf(column), sql, description);
  }

  /** A filter for rows that meet a condition in SQL on the value, {@code :name}. */
  public ListDeclaration<V> filter(String name, ValueType type, String sql, String description) {
    return filter(name, type, sql, UnaryOperator.identity(), description);
  }

  /** Filter {@code q} for rows with the text anywhere in any of the SQL columns, ignoring case. */
  public ListDeclaration<V> search(String description, String... columns) {
    String sql =
        Arrays.stream(columns)
            .map(column -> column + " ilike :q")
            .collect(Collectors.joining(" or "));
    return filter("q", ValueType.TEXT, sql, ListDeclaration::pattern, description);
  }

  private ListDeclaration<V> filter(
      String name, ValueType type, String sql, UnaryOperator<Object> value, String description) {
    filters.add(
        new Filter(
            name,
            type,
            List.of(),
            description,
            null,
            text -> new Filter.Condition(sql, Map.of(name, value.apply(type.parse(name, text))))));
    return this;
  }

  private static Object pattern(Object text) {
    return "%" + text.toString().replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }

  /** A filter for rows with one or several of the constants in the column of the same name. */
  public ListDeclaration<V> oneOf(String column, Enum<?>[] constants, String description) {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (Enum<?> constant : constants) {
      conditions.put(constant.name(), select.expression(column) + " = '" + constant.name() + "'");
    }
    return choice(column, conditions, null, description);
  }

  /**
   * A filter for rows whose column of the same name is {@code false}, {@code true} or either.
   *
   * @param fallback the value if the client gives none; null for either
   */
  public ListDeclaration<V> flag(String column, @Nullable String fallback, String description) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("false", "not " + select.expression(column));
    conditions.put("true", select.expression(column));
    return choice(column, conditions, fallback, description);
  }

  /**
   * A filter for rows that meet any of the conditions whose names the client gives.
   *
   * @param conditions in SQL by name, in the order of the documentation
   */
  public ListDeclaration<V> choice(
      String name, Map<String, String> conditions, String description) {
    return choice(name, conditions, null, description);
  }

  private ListDeclaration<V> choice(
      String name, Map<String, String> conditions, @Nullable String fallback, String description) {
    List<String> choices = List.copyOf(conditions.keySet());
    filters.add(
        new Filter(
            name,
            ValueType.TEXT,
            choices,
            description,
            fallback,
            text -> {
              List<String> chosen = List.of(text.split(",", -1));
              if (!choices.containsAll(chosen)) {
                throw QueryParameters.invalid(name, "must be one or more of " + choices);
              }
              String sql =
                  chosen.stream()
                      .distinct()
                      .map(value -> "(" + conditions.get(value) + ")")
                      .collect(Collectors.joining(" or "));
              return new Filter.Condition(sql, Map.of());
            }));
    return this;
  }

  /** The columns by which the list can be sorted; the first is the default. */
  public ListDeclaration<V> sortedBy(String... columns) {
    for (String column : columns) {
      sorts.add(new Sort(column, select.expression(column), typeOf(column)));
    }
    return this;
  }

  private ValueType typeOf(String column) {
    return ValueType.of(select.type(column));
  }

  /** The filters in the order of the documentation. */
  public List<Filter> filters() {
    return filters;
  }

  /** The sort keys; the first is the default. */
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
