package smallbusiness.messaging.relay;

/** Makes failures readable in one line. */
final class Failures {

  private Failures() {}

  /** The failure and its causes, outermost first, each said once. */
  static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (text.indexOf(cause.toString()) < 0) {
        text.append("; because ").append(cause);
      }
    }
    return text.toString();
  }
}
