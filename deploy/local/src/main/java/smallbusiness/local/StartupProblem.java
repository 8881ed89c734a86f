package smallbusiness.local;

import java.util.Objects;

/**
 * Why the system cannot be started, in one line that tells the person at the terminal what to do.
 */
public final class StartupProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line, complete without a stack trace
   */
  public StartupProblem(String message) {
    super(message);
  }

  /**
   * @param message one line, complete without a stack trace
   * @param cause what was met, kept for debugging
   */
  public StartupProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /** The line for the person at the terminal. */
  String line() {
    return Objects.requireNonNull(getMessage());
  }
}
