package smallbusiness.messaging.feed.consumer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.parked.ParkedEventResolver;

/**
 * Runs feeds besides the live one, for some time: each with a consumer group, offsets and parked
 * events of its own, without observers, traces, metrics and a part in the health of the service's
 * feed. Safe for use by many threads.
 */
public final class AdditionalFeeds {

  private final FeedFactory factory;
  private final Map<String, Feed> running = new ConcurrentHashMap<>();

  AdditionalFeeds(FeedFactory factory) {
    this.factory = factory;
  }

  /**
   * Starts a feed; the caller closes it.
   *
   * @param name a name that no other feed of the service has
   * @param jdbc the database that holds its offsets, in the transactions of the handlers' writes
   */
  public Running start(
      String name,
      List<EventHandler> handlers,
      JdbcTemplate jdbc,
      TransactionOperations transactions) {
    Feed feed =
        factory.create(name, handlers, jdbc, transactions, BatchInterceptor.NONE, List.of());
    feed.start();
    running.put(name, feed);
    return new Running(name, feed);
  }

  Optional<ParkedEventResolver> resolver(String feed) {
    return Optional.ofNullable(running.get(feed)).map(Feed::resolver);
  }

  /** A feed that runs until it is closed. */
  public final class Running implements AutoCloseable {

    private final String name;
    private final Feed feed;

    private Running(String name, Feed feed) {
      this.name = name;
      this.feed = feed;
    }

    /** Events in Kafka that are not applied yet, over the partitions that this process owns. */
    public long lag() {
      return feed.state().lag();
    }

    /** The failure that this process is retrying; null when there is none. */
    public @Nullable String error() {
      return feed.state().error();
    }

    /** Stops the feed; the batch in progress is finished first. */
    @Override
    public void close() {
      running.remove(name, feed);
      feed.stop();
    }
  }
}
