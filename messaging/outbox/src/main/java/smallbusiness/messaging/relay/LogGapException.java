package smallbusiness.messaging.relay;

/**
 * The log does not continue where the last published row stands: going on could lose or repeat
 * events. The slot must be made anew and the outbox's kept rows compared with the topics.
 */
final class LogGapException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LogGapException(String message) {
    super(message);
  }
}
