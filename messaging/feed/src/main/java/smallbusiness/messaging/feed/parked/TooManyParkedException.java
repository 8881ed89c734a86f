package smallbusiness.messaging.feed.parked;

import smallbusiness.messaging.feed.RetryLaterException;

/**
 * The feed has reached its limit of parked keys, so the cause is probably not the events. The feed
 * retries instead of parking everything.
 */
final class TooManyParkedException extends RetryLaterException {

  private static final long serialVersionUID = 1;

  TooManyParkedException(String feed, int limit, String reason) {
    super("Feed " + feed + " has reached its limit of " + limit + " parked keys: " + reason);
  }
}
