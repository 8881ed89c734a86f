package smallbusiness.messaging.feed;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all observers: what is committed stays so, whatever one of them makes of it. */
final class FeedObservers implements FeedObserver {

  private static final Logger LOG = LoggerFactory.getLogger(FeedObservers.class);

  private final List<FeedObserver> observers;

  FeedObservers(List<FeedObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  @Override
  public void applied(String feed, List<ReceivedEvent> events) {
    for (FeedObserver observer : observers) {
      try {
        observer.applied(feed, events);
      } catch (RuntimeException e) {
        LOG.error("{} could not be told what feed {} applied", observer, feed, e);
      }
    }
  }
}
