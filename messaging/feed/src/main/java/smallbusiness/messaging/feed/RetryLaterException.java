package smallbusiness.messaging.feed;

/**
 * Thrown by an {@link EventHandler} that cannot apply the batch at present: the transaction rolls
 * back, nothing is parked, and the batch is retried with back-off. Logged as one line.
 */
public final class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message the reason, for the log
   */
  public RetryLaterException(String message) {
    super(message);
  }
}
