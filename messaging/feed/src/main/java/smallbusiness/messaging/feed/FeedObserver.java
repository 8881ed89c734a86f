package smallbusiness.messaging.feed;

import java.util.List;

/** Hears what feeds of this process have applied, right after the commit. */
@FunctionalInterface
public interface FeedObserver {

  /**
   * The feed of this name has applied these events, and they are visible. Called on the feed's
   * thread: must return at once and not throw. Not called when the process dies between commit and
   * call.
   */
  void applied(String feed, List<ReceivedEvent> events);
}
