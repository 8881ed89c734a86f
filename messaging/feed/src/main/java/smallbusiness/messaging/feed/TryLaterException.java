package smallbusiness.messaging.feed;

/**
 * A listener is not to write now, and will be later or never again: nothing of the batch may
 * commit, nothing is parked, and the batch comes again after a pause. Said in one line of the log.
 */
public final class TryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message why not now
   */
  public TryLaterException(String message) {
    super(message);
  }
}
