package smallbusiness.messaging.feed;

/**
 * So many keys are parked that the fault is hardly the events'. The feed stops here instead of
 * putting aside everything that comes.
 */
final class TooManyParkedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooManyParkedException(String feed, int limit, Throwable cause) {
    super("Feed " + feed + " has " + limit + " parked keys and parks no more", cause);
  }
}
