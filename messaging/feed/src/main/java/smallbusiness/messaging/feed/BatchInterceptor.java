package smallbusiness.messaging.feed;

import java.util.List;

/** Wraps the handling of a batch, inside its transaction. */
@FunctionalInterface
interface BatchInterceptor {

  /** Only runs the work. */
  BatchInterceptor NONE = (feed, events, work) -> work.run();

  /** Runs the work exactly once, on the calling thread. */
  void apply(String feed, List<ReceivedEvent> events, Runnable work);
}
