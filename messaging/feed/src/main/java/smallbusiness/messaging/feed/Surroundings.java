package smallbusiness.messaging.feed;

import java.util.List;

/** What is put around the applying of events, inside their transaction. */
@FunctionalInterface
interface Surroundings {

  /** Adds nothing. */
  Surroundings NONE = (feed, events, work) -> work.run();

  /** Runs the work, once, on this thread. */
  void apply(String feed, List<ReceivedEvent> events, Runnable work);
}
