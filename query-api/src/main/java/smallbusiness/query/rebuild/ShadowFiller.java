package smallbusiness.query.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.messaging.feed.consumer.AdditionalFeeds;

/** This replica's part in filling the shadow read model, until it is closed. */
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
   * Makes the tables where they are missing, and follows.
   *
   * @param state with a generation shadow
   */
  static ShadowFiller begin(
      Generations.State state,
      ShadowDatabase database,
      Generations generations,
      Projectors projectors,
      AdditionalFeeds feeds) {
    HikariDataSource connections = database.open();
    boolean begun = false;
    try {
      database.migrate(connections);
      @Nullable Long shadow = state.shadow();
      if (shadow != null && !state.migrated()) {
        generations.migrated(shadow);
      }
      AdditionalFeeds.Running running =
          feeds.start(
              Projectors.SHADOW,
              projectors.shadow(JdbcClient.create(connections)),
              new JdbcTemplate(connections),
              new TransactionTemplate(new JdbcTransactionManager(connections)));
      begun = true;
      return new ShadowFiller(state.numbers(), connections, running);
    } finally {
      if (!begun) {
        connections.close();
      }
    }
  }

  /** Whether these are still the generations for which it began, whichever of them is live. */
  boolean suits(Generations.State state) {
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
