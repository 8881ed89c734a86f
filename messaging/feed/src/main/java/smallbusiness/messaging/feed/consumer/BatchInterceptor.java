package smallbusiness.messaging.feed.consumer;

import java.util.List;
import smallbusiness.messaging.feed.ReceivedEvent;

/** Wraps the handling of a batch, inside its transaction. */
@FunctionalInterface
interface BatchInterceptor {

  /** Only runs the work. */
  BatchInterceptor NONE = (feed, events, work) -> work.run();

  /** Runs the work exactly once, on the calling thread. */
  void apply(String feed, List<ReceivedEvent> events, Runnable work);
}
