package smallbusiness.query.web;

import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/** Creates the problem for a resource that does not exist. */
public final class NotFound {

  private NotFound() {}

  /**
   * The problem with status 404.
   *
   * @param kind the kind of resource, such as "order"
   */
  public static ProblemException of(String kind, long id) {
    return Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no " + kind + " " + id)
        .with("id", id)
        .asException();
  }
}
