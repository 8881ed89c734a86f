package smallbusiness.messaging.feed;

import java.util.List;

/** Hears what feeds of this process have applied, right after the commit. */
@FunctionalInterface
public interface FeedObserver {

  /**
   * These events are applied and visible. Called on the feed's thread: must return at once and not
   * throw. Not called when the process dies between commit and call.
   */
  void applied(List<ReceivedEvent> events);
}
