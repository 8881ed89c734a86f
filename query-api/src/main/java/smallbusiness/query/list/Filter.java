package smallbusiness.query.list;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter that narrows a list.
 *
 * @param name of the parameter
 * @param type of its value
 * @param choices the only values it may have; empty if there is no such list
 * @param description for readers of the API's documentation
 * @param fallback the value if the client gives none; null for no narrowing
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

  /** Any condition on the value, which it refers to as {@code :name}. */
  public static Filter where(String name, ValueType type, String sql, String description) {
    return of(
        name,
        type,
        description,
        text -> new Condition(sql, Map.of(name, QueryParameters.parse(name, type, text))));
  }

  /** Finds the text anywhere in any of the columns, ignoring case. */
  public static Filter search(String name, String description, String... columns) {
    String sql =
        Arrays.stream(columns)
            .map(column -> column + " ilike :" + name)
            .collect(Collectors.joining(" or "));
    return of(
        name,
        ValueType.TEXT,
        description,
        text -> {
          Object value = QueryParameters.parse(name, ValueType.TEXT, text);
          return new Condition(sql, Map.of(name, "%" + escape(value.toString()) + "%"));
        });
  }

  /**
   * One or several of a few values, separated by commas.
   *
   * @param conditions what each value stands for in SQL, in the order of the documentation
   * @param fallback the value if the client gives none; null for no narrowing
   */
  public static Filter choice(
      String name, Map<String, String> conditions, @Nullable String fallback, String description) {
    List<String> choices = List.copyOf(conditions.keySet());
    return new Filter(
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
          return new Condition(sql, Map.of());
        });
  }

  private static Filter of(
      String name, ValueType type, String description, Function<String, Condition> reader) {
    return new Filter(name, type, List.of(), description, null, reader);
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
