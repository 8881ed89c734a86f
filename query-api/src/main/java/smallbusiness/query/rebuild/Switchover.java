package smallbusiness.query.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.messaging.feed.ServiceFeed;

/**
 * Lets the shadow read model and the live one take each other's place, in one transaction. First
 * the live read model's feeds are held up until those shadow have passed them, so that no reader
 * sees anything go backwards; then these too, and the tables for an instant, so that every
 * statement and every transaction of a reader sees one generation alone.
 */
@Component
class Switchover {

  private static final Logger LOG = LoggerFactory.getLogger(Switchover.class);

  /** Between two looks and between two tries. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Feeds finish their batch within this time, or the try ends. */
  private static final String WAIT_FOR_FEEDS = "set local lock_timeout = '2s'";

  /** Readers who come meanwhile wait as long as this for each table; then the try ends. */
  private static final String WAIT_FOR_READERS = "set local lock_timeout = '100ms'";

  private static final String TABLES =
      """
      select format('%I.%I', n.nspname, c.relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'shadow') and c.relkind in ('r', 'p') order by 1
      """;

  private static final String VERSIONS =
      """
      select (select array_agg(version order by version) from public.flyway_schema_history
          where success and version is not null)
        = (select array_agg(version order by version) from shadow.flyway_schema_history
          where success and version is not null)
      """;

  private static final String BEHIND = "The shadow read model is %d offsets behind the live one";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Generations generations;
  private final ComparisonReports comparisons;
  private final FeedPositions standing;
  private final StoredPositions names;
  private final OperatorLog log;
  private final ReadModelProperties properties;

  Switchover(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Generations generations,
      ComparisonReports comparisons,
      FeedPositions standing,
      StoredPositions names,
      OperatorLog log,
      ReadModelProperties properties) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.generations = generations;
    this.comparisons = comparisons;
    this.standing = standing;
    this.names = names;
    this.log = log;
    this.properties = properties;
  }

  /**
   * What an operator wants.
   *
   * @param generation the one that is to be live; null for whichever is shadow
   * @param acceptDifferences whether to switch although the comparison or parked keys speak against
   *     it
   */
  record Wish(String by, @Nullable Long generation, boolean acceptDifferences) {}

  /** Not in this try, perhaps in the next one. */
  private static final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotYetException(String message) {
      super(message);
    }
  }

  /**
   * Switches; tries for a while.
   *
   * @return the number of the generation that is live now
   * @throws RefusedException when it may not be, or could not be done in time
   */
  long switchTo(Wish wish) {
    // The number is kept: who is overtaken by another operator must not switch back.
    Long next = transactions.execute(transaction -> mayBe(wish, generations.lock()));
    Wish exact = new Wish(wish.by(), next, wish.acceptDifferences());
    long end = System.nanoTime() + properties.switchPatience().toNanos();
    while (true) {
      follows(end);
      try {
        return attempt(exact);
      } catch (NotYetException e) {
        if (System.nanoTime() - end > 0) {
          throw new RefusedException(String.valueOf(e.getMessage()));
        }
        LOG.debug("Not switched yet: {}", e.getMessage());
      }
      pause();
    }
  }

  /**
   * Waits until the shadow read model has passed all that the live one had at the beginning: then
   * it gets on, and to hold the live one up will not take long.
   */
  private void follows(long end) {
    List<FeedPositions.Place> aims = standing.places();
    long behind = standing.behind(aims);
    while (behind > 0) {
      if (System.nanoTime() - end > 0) {
        throw new RefusedException(BEHIND.formatted(behind));
      }
      pause();
      behind = standing.behind(aims);
    }
  }

  private long attempt(Wish wish) {
    try {
      return transactions.execute(
          transaction -> {
            Generations.State state = generations.lock();
            long next = mayBe(wish, state);
            standStill();
            change(wish, state.live(), next);
            return next;
          });
    } catch (DataAccessException e) {
      if (LockFailures.isCauseOf(e)) {
        throw new NotYetException(
            "Feeds or readers keep the tables for too long: is a backup or a long report running?");
      }
      throw e;
    }
  }

  /** The number of the generation that is to take over. */
  private long mayBe(Wish wish, Generations.State state) {
    long next = state.filled();
    Long wanted = wish.generation();
    if (wanted != null && wanted != next) {
      throw new RefusedException(
          "Generation %d is shadow, %d is live: not %d is to take over"
              .formatted(next, state.live(), wanted));
    }
    if (!jdbc.sql(VERSIONS).query(Boolean.class).single()) {
      throw new RefusedException("The shadow tables are of another version than the live ones");
    }
    if (!wish.acceptDifferences()) {
      comparisons.requireEqual(state.live(), next);
    }
    long behind = standing.behind();
    if (behind > properties.near()) {
      throw new RefusedException(BEHIND.formatted(behind));
    }
    return next;
  }

  /**
   * Until the transaction ends: the live read model's feeds first, and the others when they have
   * passed them.
   */
  private void standStill() {
    jdbc.sql(WAIT_FOR_FEEDS).update();
    standing.hold(ServiceFeed.NAME);
    long end = System.nanoTime() + properties.hold().toNanos();
    while (standing.behind() > 0 && System.nanoTime() - end < 0) {
      pause();
    }
    requireCaughtUp();
    standing.hold(Projectors.SHADOW);
    jdbc.sql(WAIT_FOR_READERS).update();
    jdbc.sql(TABLES)
        .query(String.class)
        .list()
        .forEach(table -> jdbc.sql("lock table " + table + " in access exclusive mode").update());
    requireCaughtUp();
  }

  private void requireCaughtUp() {
    long behind = standing.behind();
    if (behind > 0) {
      throw new NotYetException(BEHIND.formatted(behind));
    }
  }

  private void change(Wish wish, long live, long next) {
    List<String> parked = standing.parkedInShadowOnly();
    if (!parked.isEmpty() && !wish.acceptDifferences()) {
      throw new RefusedException(
          "The shadow read model has keys parked that the live one has not, of " + parked);
    }
    jdbc.sql("alter schema public rename to switching").update();
    jdbc.sql("alter schema shadow rename to public").update();
    jdbc.sql("alter schema switching rename to shadow").update();
    names.swap();
    generations.swap();
    log.add(
        "switch",
        wish.by(),
        "generation %d is live instead of %d%s"
            .formatted(next, live, wish.acceptDifferences() ? ", differences accepted" : ""));
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("The service stops");
    }
  }
}
