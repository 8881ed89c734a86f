package smallbusiness.messaging.web;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document. For web edges; a domain throws exceptions of its own. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient @Nullable Problem problem;

  ProblemException(Problem problem) {
    super(problem.getStatus() + " " + problem.getType() + ": " + problem.getDetail());
    this.problem = problem;
  }

  /** What the client gets; null only after Java serialization, which nobody does. */
  @Nullable Problem problem() {
    return problem;
  }
}
