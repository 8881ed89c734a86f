package smallbusiness.messaging.feed;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import smallbusiness.schemas.Topic;

/**
 * The handlers of one feed. They run in the same sequence on every replica, so that all replicas
 * lock rows in the same sequence.
 */
public final class EventHandlers {

  private final List<EventHandler> handlers;

  public EventHandlers(Collection<? extends EventHandler> handlers) {
    this.handlers =
        handlers.stream()
            .<EventHandler>map(handler -> handler)
            .sorted(
                Comparator.comparingInt(EventHandler::getOrder)
                    .thenComparing(handler -> handler.getClass().getName()))
            .toList();
  }

  /** The topics of all handlers. */
  public Set<Topic> topics() {
    return handlers.stream()
        .flatMap(handler -> handler.topics().stream())
        .collect(toUnmodifiableSet());
  }

  /** Hands the events to each handler that wants them. */
  public void apply(List<ReceivedEvent> events) {
    for (EventHandler handler : handlers) {
      List<ReceivedEvent> wanted =
          events.stream().filter(event -> handler.topics().contains(event.type().topic())).toList();
      if (!wanted.isEmpty()) {
        handler.apply(wanted);
      }
    }
  }
}
