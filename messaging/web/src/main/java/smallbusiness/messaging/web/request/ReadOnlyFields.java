package smallbusiness.messaging.web.request;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.InvalidField;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/**
 * Checks read-only fields of a request body. They may be sent, as in a resource that is read,
 * edited and sent back, and must then have the current values: a client with a stale copy gets an
 * error instead of overwriting changes.
 */
public final class ReadOnlyFields {

  private final List<InvalidField> changed = new ArrayList<>();

  /**
   * Compares a field.
   *
   * @param name the JSON name
   * @param given the value in the request; null when absent
   * @param actual the current value, read under the lock; null when absent
   */
  public ReadOnlyFields compare(String name, @Nullable Object given, @Nullable Object actual) {
    if (given != null && !same(given, actual)) {
      changed.add(
          new InvalidField(
              name, actual == null ? "is read-only" : "is read-only and has the value " + actual));
    }
    return this;
  }

  /**
   * Throws if a compared field differs.
   *
   * @throws ProblemException 400 naming the fields that differ
   */
  public void accept() {
    if (!changed.isEmpty()) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST, "read-only-field", "Read-only fields cannot be changed")
          .errors(changed)
          .asException();
    }
  }

  private static boolean same(Object given, @Nullable Object actual) {
    return (given instanceof BigDecimal one && actual instanceof BigDecimal other)
        ? one.compareTo(other) == 0
        : given.equals(actual);
  }
}
