package smallbusiness.messaging.problem;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * A problem document (RFC 9457) of this house: its type is {@code urn:problem:<slug>}, and {@code
 * errors} names the fields at fault. An exception handler beside a controller returns it as it is;
 * other code of a web edge throws {@link #asException()}.
 */
public final class Problem extends ProblemDetail {

  /** RFC 9457, section 3.1. */
  private static final Set<String> OF_EVERY_PROBLEM =
      Set.of("type", "title", "status", "detail", "instance");

  private static final String NAMESPACE = "urn:problem:";
  private static final String ERRORS = "errors";

  private Problem(HttpStatusCode status, String slug, String title, @Nullable String detail) {
    super(status.value());
    setType(URI.create(NAMESPACE + slug));
    setTitle(title);
    setDetail(detail);
  }

  /**
   * A problem of any kind.
   *
   * @param slug names the kind for programs; the same for ever
   * @param title names the kind for people; the same for every occurrence
   * @param detail what went wrong this time; shown to the client, so never a message of the
   *     framework
   */
  public static Problem of(
      HttpStatusCode status, String slug, String title, @Nullable String detail) {
    return new Problem(status, slug, title, detail);
  }

  /** Names a field at fault; may be called several times. */
  public Problem error(String field, String detail) {
    return errors(List.of(new InvalidField(field, detail)));
  }

  /** Names the fields at fault; may be called several times. */
  public Problem errors(List<InvalidField> errors) {
    List<Object> all = new ArrayList<>();
    Map<String, Object> properties = getProperties();
    if (properties != null && properties.get(ERRORS) instanceof List<?> before) {
      all.addAll(before);
    }
    all.addAll(errors);
    return with(ERRORS, all);
  }

  /**
   * Adds a member, for example the identifier that was not found; name it in snake_case.
   *
   * @throws IllegalArgumentException when the name is that of a member that every problem has
   */
  public Problem with(String name, Object value) {
    if (OF_EVERY_PROBLEM.contains(name)) {
      throw new IllegalArgumentException("Every problem has a " + name + " of its own");
    }
    setProperty(name, value);
    return this;
  }

  /** The problem as something to throw from code of a web edge. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
