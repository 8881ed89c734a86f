package smallbusiness.messaging.feed;

import java.time.Clock;
import java.util.List;

/** Makes what runs feeds, for any listeners and wherever their offsets are kept. */
final class FeedRunners {

  private final FeedConsumers consumers;
  private final EventReader reader;
  private final FeedProperties properties;
  private final Clock clock;

  FeedRunners(FeedConsumers consumers, EventReader reader, FeedProperties properties, Clock clock) {
    this.consumers = consumers;
    this.reader = reader;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Feeds that do not run yet.
   *
   * @param states those of all the listeners
   * @throws IllegalStateException when two listeners have one name
   */
  Feeds feeds(
      List<EventHandler> listeners,
      FeedOffsets offsets,
      BatchProcessor applier,
      FeedStates states) {
    return new Feeds(
        listeners,
        listener ->
            new FeedRunner(
                listener,
                consumers,
                offsets,
                reader,
                applier,
                states.of(listener),
                new Backoff(properties.retryDelay(), properties.maxRetryDelay()),
                properties.maxBatch(),
                clock));
  }
}
