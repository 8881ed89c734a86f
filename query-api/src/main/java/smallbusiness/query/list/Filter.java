package smallbusiness.query.list;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter that narrows a list.
 *
 * @param name of the parameter
 * @param type of its value
 * @param choices the only values it may have, several of them separated by commas; empty if every
 *     value of the type is valid
 * @param description for readers of the API's documentation
 * @param fallback the value if the client gives none; null for no filter
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
  record Condition(String sql, Map<String, Object> parameters) {}
}
