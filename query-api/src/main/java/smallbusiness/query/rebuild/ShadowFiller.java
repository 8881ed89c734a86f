package smallbusiness.query.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.messaging.feed.consumer.AdditionalFeeds;

/** Fills the shadow read model on this replica until it is closed. */
final class ShadowFiller implements AutoCloseable {

  private final Set<Long> numbers;
  private final HikariDataSource connections;
  private final AdditionalFeeds.Running feed;

  private ShadowFiller(
      Set<Long> numbers, HikariDataSource connections, AdditionalFeeds.Running feed) {
    this.numbers = numbers;
    this.connections = connections;
    this.feed = feed;
  }

  /**
   * Creates missing tables and starts the feeds.
   *
   * @param state must have a shadow
   */
  static ShadowFiller start(
      Generations.State state,
      ShadowDatabase database,
      Generations generations,
      Projectors projectors,
      AdditionalFeeds feeds) {
    HikariDataSource connections = database.open();
    boolean started = false;
    try {
      database.migrate(connections);
      @Nullable Long shadow = state.shadow();
      if (shadow != null && !state.tablesReady()) {
        generations.tablesReady(shadow);
      }
      AdditionalFeeds.Running running =
          feeds.start(
              FeedPositions.SHADOW,
              projectors.shadow(JdbcClient.create(connections)),
              new JdbcTemplate(connections),
              new TransactionTemplate(new JdbcTransactionManager(connections)));
      started = true;
      return new ShadowFiller(state.numbers(), connections, running);
    } finally {
      if (!started) {
        connections.close();
      }
    }
  }

  /** Whether these are the generations for which it was started, regardless of their roles. */
  boolean fills(Generations.State state) {
    return numbers.equals(state.numbers());
  }

  /** Events in Kafka that are not applied yet, over the partitions that this process owns. */
  long lag() {
    return feed.lag();
  }

  /** The failure that this process is retrying; null when there is none. */
  @Nullable String error() {
    return feed.error();
  }

  @Override
  public void close() {
    feed.close();
    connections.close();
  }
}
