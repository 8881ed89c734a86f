package smallbusiness.messaging.feed;

/**
 * The batch cannot be applied at present: the transaction rolls back, nothing is parked, and the
 * batch is retried with back-off. Handlers may throw it; it is logged as one line.
 */
public class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message the reason, for the log
   */
  public RetryLaterException(String message) {
    super(message);
  }
}
