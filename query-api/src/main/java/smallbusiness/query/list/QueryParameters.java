package smallbusiness.query.list;

import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import smallbusiness.messaging.problem.InvalidField;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/** The query parameters of a request. Unknown and invalid ones are rejected by name. */
public final class QueryParameters {

  private final MultiValueMap<String, String> given;

  /**
   * Reads parameters.
   *
   * @param known the names of the parameters that the resource has
   * @throws ProblemException 400 if others are given, or one is given twice
   */
  public QueryParameters(MultiValueMap<String, String> given, Collection<String> known) {
    this.given = given;
    List<InvalidField> errors =
        given.entrySet().stream()
            .filter(entry -> !known.contains(entry.getKey()) || entry.getValue().size() != 1)
            .map(
                entry ->
                    new InvalidField(
                        entry.getKey(),
                        known.contains(entry.getKey())
                            ? "must be given once"
                            : "unknown parameter; expected one of " + List.copyOf(known)))
            .toList();
    if (!errors.isEmpty()) {
      throw problem("Unknown or repeated query parameter").errors(errors).asException();
    }
  }

  /** The parameter's text; null if it is not given. */
  public @Nullable String text(String name) {
    return given.getFirst(name);
  }

  /**
   * The parameter's value; {@code fallback} if it is not given.
   *
   * @throws ProblemException 400 if it is no number between {@code least} and {@code most}
   */
  public int number(String name, int fallback, int least, int most) {
    @Nullable String text = text(name);
    if (text == null) {
      return fallback;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Rejected below like a number out of range.
    }
    throw invalid(name, "must be a whole number from " + least + " to " + most);
  }

  static Object parse(String name, ValueType type, String text) {
    try {
      return type.parse(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw invalid(name, "must be " + type.description());
    }
  }

  static ProblemException invalid(String name, String detail) {
    return problem(name + " is invalid").error(name, detail).asException();
  }

  private static Problem problem(String detail) {
    return Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter", detail);
  }
}
