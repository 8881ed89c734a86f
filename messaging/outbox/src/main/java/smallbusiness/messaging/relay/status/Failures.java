package smallbusiness.messaging.relay.status;

/** Describes failures in one line. */
public final class Failures {

  private Failures() {}

  /** The failure and its causes, outermost first, without repetition. */
  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (text.indexOf(cause.toString()) < 0) {
        text.append("; caused by ").append(cause);
      }
    }
    return text.toString();
  }
}
