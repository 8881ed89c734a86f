package smallbusiness.messaging.web.request;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import smallbusiness.messaging.problem.InvalidField;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/**
 * The query parameters of a request. Every method throws a 400 problem that names the parameter.
 */
public final class QueryParameters {

  private final MultiValueMap<String, String> given;

  /**
   * Reads parameters.
   *
   * @param expected the names that the resource accepts
   * @throws ProblemException 400 when others are given, or one is repeated
   */
  public QueryParameters(MultiValueMap<String, String> given, Collection<String> expected) {
    this.given = given;
    List<InvalidField> errors = new ArrayList<>(unknown(given.keySet(), expected));
    given.forEach(
        (name, values) -> {
          if (expected.contains(name) && values.size() != 1) {
            errors.add(new InvalidField(name, "must be given once"));
          }
        });
    refuse("Unknown or repeated query parameter", errors);
  }

  /** Refuses parameters that are not expected. */
  static void refuseUnknown(Collection<String> given, Collection<String> expected) {
    refuse("Unknown query parameter", unknown(given, expected));
  }

  /** The parameter's text; null when absent. */
  public @Nullable String text(String name) {
    return given.getFirst(name);
  }

  /**
   * The parameter's value; {@code fallback} when absent.
   *
   * @throws ProblemException 400 when it is not a whole number from {@code least} to {@code most}
   */
  public long number(String name, long fallback, long least, long most) {
    @Nullable String text = text(name);
    return text == null
        ? fallback
        : parse(
            name,
            text,
            digits -> {
              long value = Long.parseLong(digits);
              if (value < least || value > most) {
                throw new IllegalArgumentException("out of range");
              }
              return value;
            },
            "a whole number from " + least + " to " + most);
  }

  /**
   * Parses a parameter's text.
   *
   * @param parser throws {@link IllegalArgumentException} or {@link DateTimeException}
   * @param description what is expected, for the error: "a date"
   * @throws ProblemException 400 when the parser throws
   */
  public static <T> T parse(
      String name, String text, Function<String, T> parser, String description) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw invalid(name, "must be " + description);
    }
  }

  /** A 400 for one parameter. */
  public static ProblemException invalid(String name, String detail) {
    return Problem.invalidParameter(name, detail).asException();
  }

  private static List<InvalidField> unknown(Collection<String> given, Collection<String> expected) {
    return given.stream()
        .filter(name -> !expected.contains(name))
        .map(name -> new InvalidField(name, "unknown parameter; expected one of " + expected))
        .toList();
  }

  private static void refuse(String detail, List<InvalidField> errors) {
    if (!errors.isEmpty()) {
      throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter", detail)
          .errors(errors)
          .asException();
    }
  }
}
