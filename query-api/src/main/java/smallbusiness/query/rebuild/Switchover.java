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

/**
 * Exchanges the live read model and the shadow in one transaction. First it stops the live feed
 * until the shadow's feed has caught up, so that no reader sees an older state than before. Then it
 * stops the shadow's feed, too, and locks all tables briefly, so that each statement and
 * transaction of a reader sees only one read model.
 */
@Component
class Switchover {

  private static final Logger LOG = LoggerFactory.getLogger(Switchover.class);

  private static final Duration INTERVAL = Duration.ofMillis(10);

  private static final String BEHIND = "The shadow read model is %d offsets behind the live one";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Generations generations;
  private final FeedPositions positions;
  private final RebuildHistory history;
  private final ReadModelProperties properties;

  Switchover(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Generations generations,
      FeedPositions positions,
      RebuildHistory history,
      ReadModelProperties properties) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.generations = generations;
    this.positions = positions;
    this.history = history;
    this.properties = properties;
  }

  /**
   * An operator's request.
   *
   * @param generation the generation to make live; null for the current shadow
   * @param acceptDifferences whether to switch despite differences and parked keys
   */
  record Request(String by, @Nullable Long generation, boolean acceptDifferences) {}

  /** This attempt failed; the next one may succeed. */
  private static final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotYetException(String message) {
      super(message);
    }
  }

  /**
   * Switches, in several attempts if necessary.
   *
   * @throws RefusedException when the switch is not allowed, or not possible in time
   */
  void switchTo(Request request) {
    // Pins the generation: if another operator switches first, this request must not switch back.
    Long next = transactions.execute(transaction -> validate(request, generations.lock()));
    Request exact = new Request(request.by(), next, request.acceptDifferences());
    long deadline = System.nanoTime() + properties.switchPatience().toNanos();
    while (true) {
      awaitCatchUp(deadline);
      try {
        attempt(exact);
        return;
      } catch (NotYetException e) {
        if (System.nanoTime() - deadline > 0) {
          throw new RefusedException(String.valueOf(e.getMessage()));
        }
        LOG.debug("Switch attempt failed, retrying: {}", e.getMessage());
      }
      pause();
    }
  }

  /**
   * Waits until the shadow has reached the current positions of the live read model. After that,
   * the live feeds need to be stopped only briefly.
   */
  private void awaitCatchUp(long deadline) {
    List<FeedPositions.Position> target = positions.all();
    for (long behind = positions.behind(target); behind > 0; behind = positions.behind(target)) {
      if (System.nanoTime() - deadline > 0) {
        throw new RefusedException(BEHIND.formatted(behind));
      }
      pause();
    }
  }

  private void attempt(Request request) {
    try {
      transactions.executeWithoutResult(
          transaction -> {
            Generations.State state = generations.lock();
            validate(request, state);
            stopFeedsAndReaders();
            exchange(request, state);
          });
    } catch (DataAccessException e) {
      if (RefusedException.isLocked(e)) {
        throw new NotYetException(
            "Feeds or readers hold the tables for too long; check for a backup or a long report");
      }
      throw e;
    }
  }

  /** Checks whether the switch is allowed, and returns the generation to make live. */
  private long validate(Request request, Generations.State state) {
    long next = state.requireReady();
    Long wanted = request.generation();
    if (wanted != null && wanted != next) {
      throw new RefusedException(
          "Generation %d is the shadow and %d is live: cannot switch to %d"
              .formatted(next, state.live(), wanted));
    }
    if (!sameMigrations()) {
      throw new RefusedException(
          "The shadow and the live read model have different schema versions");
    }
    if (!request.acceptDifferences()) {
      history.requireEqual(state.live(), next);
    }
    long behind = positions.behind();
    if (behind > properties.near()) {
      throw new RefusedException(BEHIND.formatted(behind));
    }
    return next;
  }

  private boolean sameMigrations() {
    return jdbc.sql(
            """
            select (select array_agg(version order by version) from public.flyway_schema_history
                where success and version is not null)
              = (select array_agg(version order by version) from shadow.flyway_schema_history
                where success and version is not null)
            """)
        .query(Boolean.class)
        .single();
  }

  /**
   * Stops feeds and readers until the transaction ends: the shadow's feed once it has caught up.
   */
  private void stopFeedsAndReaders() {
    // Feeds finish their batch within this time, or the attempt ends.
    jdbc.sql("set local lock_timeout = '2s'").update();
    positions.hold(FeedPositions.LIVE);
    long deadline = System.nanoTime() + properties.hold().toNanos();
    while (positions.behind() > 0 && System.nanoTime() - deadline < 0) {
      pause();
    }
    requireCaughtUp();
    positions.hold(FeedPositions.SHADOW);
    // New readers wait at most this long for each table; then the attempt ends.
    jdbc.sql("set local lock_timeout = '100ms'").update();
    jdbc.sql(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'shadow') and c.relkind in ('r', 'p') order by 1
            """)
        .query(String.class)
        .list()
        .forEach(table -> jdbc.sql("lock table " + table + " in access exclusive mode").update());
    requireCaughtUp();
  }

  private void requireCaughtUp() {
    long behind = positions.behind();
    if (behind > 0) {
      throw new NotYetException(BEHIND.formatted(behind));
    }
  }

  private void exchange(Request request, Generations.State state) {
    List<String> parked = positions.parkedInShadowOnly();
    if (!parked.isEmpty() && !request.acceptDifferences()) {
      throw new RefusedException(
          "The shadow read model has parked keys that the live one does not have, in " + parked);
    }
    jdbc.sql("alter schema public rename to switching").update();
    jdbc.sql("alter schema shadow rename to public").update();
    jdbc.sql("alter schema switching rename to shadow").update();
    positions.swap();
    generations.swap(state);
    history.log(
        "switch",
        request.by(),
        "generation %d is live instead of %d%s"
            .formatted(
                state.requireShadow(),
                state.live(),
                request.acceptDifferences() ? ", differences accepted" : ""));
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("The service is shutting down");
    }
  }
}
