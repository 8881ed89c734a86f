package smallbusiness.messaging.feed;

/**
 * Thrown by an {@link EventHandler} when an event refers to data that this database does not show
 * yet, although its transaction may already be in the log: the event is retried with back-off for a
 * few seconds, and parked only after that.
 */
public class EventTooEarlyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message what is missing
   */
  public EventTooEarlyException(String message) {
    super(message);
  }
}
