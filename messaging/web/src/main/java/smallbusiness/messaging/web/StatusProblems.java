package smallbusiness.messaging.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import smallbusiness.messaging.problem.Problem;

/** Problems of which nothing is known but their status. */
final class StatusProblems {

  private StatusProblems() {}

  /** Names the problem after its status: {@code urn:problem:method-not-allowed}. */
  static Problem of(HttpStatusCode code, @Nullable String detail) {
    HttpStatus status = HttpStatus.resolve(code.value());
    String title = status == null ? "Status " + code.value() : status.getReasonPhrase();
    String slug = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    return Problem.of(code, slug, title, detail == null ? title : detail);
  }
}
