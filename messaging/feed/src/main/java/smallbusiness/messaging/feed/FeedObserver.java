package smallbusiness.messaging.feed;

import java.util.List;

/**
 * Is called with the events that the service's feed of this process has applied, after the commit.
 */
@FunctionalInterface
public interface FeedObserver {

  /**
   * The events are visible now. Called on the feed's thread: must return at once and not throw. Not
   * called when the process dies between commit and call.
   */
  void applied(List<ReceivedEvent> events);
}
