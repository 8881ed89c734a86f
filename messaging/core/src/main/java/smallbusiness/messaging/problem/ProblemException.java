package smallbusiness.messaging.problem;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponseException;

/**
 * Ends a request with a problem document. For controllers and filters; domain code throws its own
 * exceptions.
 */
public final class ProblemException extends ErrorResponseException {

  private static final long serialVersionUID = 1;

  ProblemException(Problem problem) {
    super(HttpStatusCode.valueOf(problem.getStatus()), problem, null);
  }
}
