package smallbusiness.query.list;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter that narrows a list.
 *
 * @param name of the parameter
 * @param type of its value
 * @param choices the only values it may have; empty when there is no such list
 * @param description for readers of the API's documentation
 * @param fallback what holds when the parameter is not given; null when that is no narrowing
 * @param reader makes the condition from the parameter's text
 */
public record Filter(
    String name,
    ValueType type,
    List<String> choices,
    String description,
    @Nullable String fallback,
    Function<String, Condition> reader) {

  /**
   * A part of a WHERE clause.
   *
   * @param sql with named parameters
   * @param parameters their values
   */
  public record Condition(String sql, Map<String, Object> parameters) {}

  /**
   * Compares an expression with the value: {@code compare("total_from", DECIMAL, "total >=", …)}.
   */
  public static Filter compare(String name, ValueType type, String sql, String description) {
    return where(name, type, sql + " :" + name, description);
  }

  /** Any condition on the value, which it names {@code :name}. */
  public static Filter where(String name, ValueType type, String sql, String description) {
    return new Filter(
        name,
        type,
        List.of(),
        description,
        null,
        text -> new Condition(sql, Map.of(name, QueryParameters.parse(name, type, text))));
  }

  /** Finds the text anywhere within any of the given columns, in capitals or not. */
  public static Filter search(String name, String description, String... columns) {
    String sql =
        String.join(
            " or ", Arrays.stream(columns).map(column -> column + " ilike :" + name).toList());
    return new Filter(
        name,
        ValueType.TEXT,
        List.of(),
        description,
        null,
        text -> {
          Object value = QueryParameters.parse(name, ValueType.TEXT, text);
          return new Condition(sql, Map.of(name, "%" + escape(value.toString()) + "%"));
        });
  }

  /**
   * One or several of a few values, separated by commas.
   *
   * @param conditions what each value stands for in SQL, in the order of the documentation
   */
  public static Filter choice(String name, Map<String, String> conditions, String description) {
    List<String> choices = List.copyOf(conditions.keySet());
    return new Filter(
        name,
        ValueType.TEXT,
        choices,
        description,
        null,
        text -> {
          List<String> chosen = List.of(text.split(",", -1));
          if (!conditions.keySet().containsAll(chosen)) {
            throw QueryParameters.invalid(name, "must be one or more of " + choices);
          }
          return new Condition(
              String.join(
                  " or ",
                  chosen.stream()
                      .distinct()
                      .map(value -> "(" + conditions.get(value) + ")")
                      .toList()),
              Map.of());
        });
  }

  /** Whether a condition holds: {@code false}, {@code true} or both. */
  public static Filter flag(String name, String sql, String description) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("false", "not (" + sql + ")");
    conditions.put("true", sql);
    return choice(name, conditions, description);
  }

  /** The same filter, with a value that holds when the client gives none. */
  public Filter otherwise(String value) {
    return new Filter(name, type, choices, description, value, reader);
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
