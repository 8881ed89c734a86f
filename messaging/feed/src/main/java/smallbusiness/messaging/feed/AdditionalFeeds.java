package smallbusiness.messaging.feed;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs listeners that are no beans, and not always there: with offsets and parked events under
 * their own names, but without observers, traces and a part in the health of {@code feeds}. Safe
 * for use by many threads.
 */
public final class AdditionalFeeds {

  private final FeedRunners runners;
  private final EventReader reader;
  private final FeedProperties properties;
  private final Clock clock;
  private final Map<String, ParkedEvents> parkedByFeed = new ConcurrentHashMap<>();

  AdditionalFeeds(FeedRunners runners, EventReader reader, FeedProperties properties, Clock clock) {
    this.runners = runners;
    this.reader = reader;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Starts following; the caller closes what it gets.
   *
   * @param listeners with names that no other feed of the service has
   * @param jdbc where offsets are kept, in the transactions of the listeners' own writes
   */
  public Running start(
      List<EventHandler> listeners, JdbcTemplate jdbc, TransactionOperations transactions) {
    FeedOffsets offsets = new FeedOffsets(jdbc, clock);
    Parking parking = new Parking(jdbc, clock, properties.maxParkedKeys());
    BatchProcessor applier =
        new BatchProcessor(offsets, parking, transactions, BatchInterceptor.NONE, List.of());
    FeedStates states = new FeedStates(listeners);
    ParkedEvents parked = new ParkedEvents(jdbc, transactions, reader, listeners, List.of(), clock);
    listeners.forEach(listener -> parkedByFeed.put(listener.name(), parked));
    Feeds feeds = runners.feeds(listeners, offsets, applier, states);
    feeds.start();
    return new Running(feeds, states, () -> parkedByFeed.values().removeAll(List.of(parked)));
  }

  /** What an operator can do about the parked events of such a feed; empty when it is not here. */
  Optional<ParkedEvents> parked(String feed) {
    return Optional.ofNullable(parkedByFeed.get(feed));
  }

  /** Feeds that run until they are closed. */
  public static final class Running implements AutoCloseable {

    private final Feeds feeds;
    private final FeedStates states;
    private final Runnable forget;

    private Running(Feeds feeds, FeedStates states, Runnable forget) {
      this.feeds = feeds;
      this.states = states;
      this.forget = forget;
    }

    /** Events in Kafka that are not applied yet, over the partitions that this process owns. */
    public long lag() {
      return states.all().stream().mapToLong(FeedState::lag).sum();
    }

    /** Why feeds do not get on in this process, by their names; empty when all do. */
    public Map<String, String> errors() {
      Map<String, String> errors = new TreeMap<>();
      for (FeedState state : states.all()) {
        String error = state.error();
        if (error != null) {
          errors.put(state.feed(), error);
        }
      }
      return errors;
    }

    /** Ends the feeds; what is being applied is finished first. */
    @Override
    public void close() {
      forget.run();
      feeds.stop();
    }
  }
}
