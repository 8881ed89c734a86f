package smallbusiness.messaging.problem;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem document (RFC 9457). Its type is {@code urn:problem:<slug>}, its title the slug in
 * words, and {@code errors} names the invalid fields. Exception handlers return it; other code of
 * the web layer throws {@link #asException()}.
 */
public final class Problem extends ProblemDetail {

  /** RFC 9457, section 3.1. */
  private static final Set<String> STANDARD_MEMBERS =
      Set.of("type", "title", "status", "detail", "instance");

  private static final String ERRORS = "errors";

  private Problem(HttpStatusCode status, String slug, @Nullable String detail) {
    super(status.value());
    setType(URI.create("urn:problem:" + slug));
    setTitle(StringUtils.capitalize(slug.replace('-', ' ')));
    setDetail(detail);
  }

  /**
   * A problem of any kind.
   *
   * @param slug identifies the kind; must never change
   * @param detail what went wrong; shown to clients, so never the message of a framework's
   *     exception
   */
  public static Problem of(HttpStatusCode status, String slug, @Nullable String detail) {
    return new Problem(status, slug, detail);
  }

  /** A problem whose kind is its status: {@code urn:problem:method-not-allowed}. */
  public static Problem ofStatus(HttpStatusCode code, @Nullable String detail) {
    HttpStatus status = HttpStatus.resolve(code.value());
    String phrase = status == null ? "Status " + code.value() : status.getReasonPhrase();
    return of(
        code, phrase.toLowerCase(Locale.ROOT).replace(' ', '-'), detail == null ? phrase : detail);
  }

  /** 400 {@code invalid-body}; add the invalid fields. */
  public static Problem invalidBody() {
    return of(HttpStatus.BAD_REQUEST, "invalid-body", "Validation failed");
  }

  /**
   * 400 {@code invalid-parameter}.
   *
   * @param detail what is wrong with the parameter, to follow its name: "must not be negative"
   */
  public static Problem invalidParameter(String name, String detail) {
    return of(HttpStatus.BAD_REQUEST, "invalid-parameter", name + " is invalid")
        .error(name, detail);
  }

  /** Adds an invalid field. */
  public Problem error(String field, String detail) {
    return errors(List.of(new InvalidField(field, detail)));
  }

  /** Adds invalid fields. */
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
   * Adds a member, such as the identifier that was not found.
   *
   * @param name in snake_case
   * @throws IllegalArgumentException if it is the name of a standard member
   */
  public Problem with(String name, Object value) {
    if (STANDARD_MEMBERS.contains(name)) {
      throw new IllegalArgumentException(name + " is a standard member");
    }
    setProperty(name, value);
    return this;
  }

  /** The standard members as JSON, for code outside Spring MVC. */
  public String toJson() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", getType());
    members.put("title", getTitle());
    members.put("status", getStatus());
    members.put("detail", getDetail());
    return JsonMapper.shared().writeValueAsString(members);
  }

  /** Returns an exception that ends the request with this problem. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
