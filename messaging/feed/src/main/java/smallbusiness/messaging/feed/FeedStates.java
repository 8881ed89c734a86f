package smallbusiness.messaging.feed;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The state of each feed of the service, by the order of their names. */
final class FeedStates {

  private final Map<String, FeedState> byFeed;

  FeedStates(List<EventHandler> listeners) {
    byFeed =
        listeners.stream()
            .map(EventHandler::name)
            .collect(
                Collectors.toMap(
                    Function.identity(), FeedState::new, (one, same) -> one, TreeMap::new));
  }

  FeedState of(EventHandler listener) {
    return requireNonNull(byFeed.get(listener.name()), "a listener of this service");
  }

  Collection<FeedState> all() {
    return byFeed.values();
  }
}
