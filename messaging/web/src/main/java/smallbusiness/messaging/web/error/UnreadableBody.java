package smallbusiness.messaging.web.error;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Explains why a JSON body could not be read, without naming Java types. */
final class UnreadableBody {

  private UnreadableBody() {}

  static Problem problem(JacksonException e) {
    String field = path(e.getPath());
    return switch (e) {
      case PropertyBindingException unknown ->
          Problem.invalidBody()
              .error(field, "unknown field; expected one of " + unknown.getKnownPropertyIds());
      case InvalidNullException n -> Problem.invalidBody().error(field, "must not be null");
      case MismatchedInputException mismatch ->
          Problem.invalidBody().error(field, "must be " + expected(mismatch.getTargetType()));
      case InputCoercionException range ->
          Problem.invalidBody().error(field, "must be " + expected(range.getTargetType()));
      default -> malformed(e);
    };
  }

  private static Problem malformed(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    Problem problem =
        Problem.of(HttpStatus.BAD_REQUEST, "malformed-body", "The body is malformed JSON" + where);
    String field = path(e.getPath());
    return field.isEmpty() ? problem : problem.error(field, "is malformed");
  }

  /** The JSON path, such as {@code items[0].price}; empty for the body itself. */
  static String path(List<JacksonException.Reference> path) {
    StringBuilder text = new StringBuilder();
    for (JacksonException.Reference step : path) {
      if (step.getPropertyName() == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return text.toString();
  }

  static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    } else if (type == String.class) {
      return "a string";
    } else if (type == long.class || type == Long.class) {
      return "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
    } else if (type == int.class || type == Integer.class) {
      return "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    } else if (type == BigDecimal.class) {
      return "a number";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type == Instant.class) {
      return "an instant such as 2026-01-31T12:00:00Z";
    } else if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    } else if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "an array";
    }
    return "an object";
  }
}
