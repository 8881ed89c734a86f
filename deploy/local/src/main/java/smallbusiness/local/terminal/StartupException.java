package smallbusiness.local.terminal;

/** The system cannot start. The message is one line that tells the user what to do. */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message is complete without a stack trace. */
  public StartupException(String message) {
    super(message);
  }

  /** Creates an exception whose message is complete without its cause. */
  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
