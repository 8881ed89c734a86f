package smallbusiness.messaging.relay.session;

/**
 * The log does not continue after the last published row, so continuing could lose or repeat
 * events. The slot must be recreated and the kept rows compared with the topics.
 */
public final class LogGapException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LogGapException(String message) {
    super(message);
  }
}
