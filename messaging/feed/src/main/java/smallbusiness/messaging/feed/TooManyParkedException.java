package smallbusiness.messaging.feed;

/**
 * The feed has reached its limit of parked keys, so the cause is probably not the events. The feed
 * fails and retries instead of parking everything.
 */
final class TooManyParkedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooManyParkedException(String feed, int limit, Throwable cause) {
    super("Feed " + feed + " has " + limit + " parked keys, the limit; it parks no more", cause);
  }
}
