package smallbusiness.query.web;

import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/** The answer when nothing is known of what was asked for. */
public final class NotFound {

  private NotFound() {}

  /**
   * A 404.
   *
   * @param kind what was asked for, as a word: "order"
   */
  public static ProblemException of(String kind, long id) {
    return Problem.of(
            HttpStatus.NOT_FOUND, "not-found", "Not found", "No " + kind + " " + id + " is known")
        .with("id", id)
        .asException();
  }
}
