package smallbusiness.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the shadow read model, and drops it: each in one transaction. */
@Component
class ShadowLifecycle {

  /** Feeds finish their batch well within this time. */
  private static final String PATIENCE = "set local lock_timeout = '10s'";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Generations generations;
  private final FeedPositions standing;
  private final StoredPositions names;
  private final OperatorLog log;

  ShadowLifecycle(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Generations generations,
      FeedPositions standing,
      StoredPositions names,
      OperatorLog log) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.generations = generations;
    this.standing = standing;
    this.names = names;
    this.log = log;
  }

  /**
   * Makes room for a new generation, which every replica then begins to fill.
   *
   * @throws RefusedException when there is one already
   */
  void rebuild(String by) {
    inTransaction(
        () -> {
          if (generations.lock().shadow() != null) {
            throw new RefusedException("There is a shadow read model already; drop it first");
          }
          names.clear();
          generations.begin();
          jdbc.sql("create schema " + ShadowDatabase.SCHEMA).update();
          log.add("rebuild", by, "generation " + generations.now().shadow() + " fills");
        });
  }

  /**
   * Removes the shadow read model, whatever it holds.
   *
   * @throws RefusedException when there is none, or when it is in use for long
   */
  void drop(String by) {
    inTransaction(
        () -> {
          @Nullable Long shadow = generations.lock().shadow();
          if (shadow == null) {
            throw new RefusedException("There is no shadow read model");
          }
          standing.hold(Projectors.SHADOW);
          names.forget(shadow, by);
          jdbc.sql("drop schema " + ShadowDatabase.SCHEMA + " cascade").update();
          generations.end();
          log.add("drop", by, "generation " + shadow + " is gone");
        });
  }

  private void inTransaction(Runnable work) {
    try {
      transactions.executeWithoutResult(
          transaction -> {
            jdbc.sql(PATIENCE).update();
            work.run();
          });
    } catch (DataAccessException e) {
      if (LockFailures.isCauseOf(e)) {
        throw new RefusedException("The shadow read model is in use; try again");
      }
      throw e;
    }
  }
}
