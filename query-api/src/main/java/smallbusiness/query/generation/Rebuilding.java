package smallbusiness.query.generation;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the generation beside the live one, and drops it: each in one transaction. */
@Component
class Rebuilding {

  /** Feeds finish their batch well within this time. */
  private static final String PATIENCE = "set local lock_timeout = '10s'";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Generations generations;
  private final Standing standing;
  private final Names names;
  private final Acts acts;

  Rebuilding(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Generations generations,
      Standing standing,
      Names names,
      Acts acts) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.generations = generations;
    this.standing = standing;
    this.names = names;
    this.acts = acts;
  }

  /**
   * Makes room for a new generation, which every replica then begins to fill.
   *
   * @throws RefusedException when there is one already
   */
  void rebuild(String by) {
    inTransaction(
        () -> {
          if (generations.lock().beside() != null) {
            throw new RefusedException(
                "There is a read model beside the live one already; drop it first");
          }
          names.clear();
          generations.begin();
          jdbc.sql("create schema " + BesideDatabase.SCHEMA).update();
          acts.add("rebuild", by, "generation " + generations.now().beside() + " fills");
        });
  }

  /**
   * Removes the generation beside, whatever it holds.
   *
   * @throws RefusedException when there is none, or when it is in use for long
   */
  void drop(String by) {
    inTransaction(
        () -> {
          @Nullable Long beside = generations.lock().beside();
          if (beside == null) {
            throw new RefusedException("There is no read model beside the live one");
          }
          standing.hold(Projectors.BESIDE);
          names.forget(beside, by);
          jdbc.sql("drop schema " + BesideDatabase.SCHEMA + " cascade").update();
          generations.end();
          acts.add("drop", by, "generation " + beside + " is gone");
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
      if (Locked.isCauseOf(e)) {
        throw new RefusedException("The read model beside is in use; try again");
      }
      throw e;
    }
  }
}
