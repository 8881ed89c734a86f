package smallbusiness.messaging.feed;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls all observers; the events are committed, so a failing observer is only logged. */
public final class FeedObservers implements FeedObserver {

  private static final Logger LOG = LoggerFactory.getLogger(FeedObservers.class);

  private final List<FeedObserver> observers;

  public FeedObservers(List<FeedObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  @Override
  public void applied(List<ReceivedEvent> events) {
    for (FeedObserver observer : observers) {
      try {
        observer.applied(events);
      } catch (RuntimeException e) {
        LOG.error("Observer {} failed after a commit", observer, e);
      }
    }
  }
}
