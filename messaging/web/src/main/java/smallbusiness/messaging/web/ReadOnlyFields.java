package smallbusiness.messaging.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.InvalidField;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/**
 * Fields of a resource that clients cannot set. They may be given all the same, as in a resource
 * that was read, edited and sent back whole, and must then be as they are: a client whose copy is
 * old is told so, instead of overwriting what it has not seen.
 */
public final class ReadOnlyFields {

  private final List<InvalidField> others = new ArrayList<>();

  /**
   * Compares one field.
   *
   * @param name as clients know it
   * @param given what the client sent; null when it sent nothing
   * @param actual what the resource has, read under the lock of the change; null when absent
   */
  public ReadOnlyFields compare(String name, @Nullable Object given, @Nullable Object actual) {
    if (given != null && !same(given, actual)) {
      others.add(
          new InvalidField(
              name, actual == null ? "cannot be set" : "cannot be set, and is " + actual));
    }
    return this;
  }

  /**
   * Accepts what was compared.
   *
   * @throws ProblemException 400 naming each field that was given another value than it has
   */
  public void accept() {
    if (!others.isEmpty()) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "read-only-field",
              "Read-only field",
              "Fields that cannot be set were given other values than they have")
          .errors(others)
          .asException();
    }
  }

  private static boolean same(Object given, @Nullable Object actual) {
    return (given instanceof BigDecimal one && actual instanceof BigDecimal other)
        ? one.compareTo(other) == 0
        : given.equals(actual);
  }
}
