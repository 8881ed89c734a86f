package smallbusiness.query.rebuild;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * An operator's rebuild of the read model: start, compare, switch, switch back, drop. Each
 * operation returns the new status or report, is recorded in the operator log, and throws a {@link
 * RefusedException} when it is not possible in the current state.
 */
@Component
class Rebuild {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Generations generations;
  private final FeedPositions positions;
  private final ShadowComparison comparison;
  private final Switchover switchover;
  private final RebuildStatus status;
  private final RebuildHistory history;

  Rebuild(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Generations generations,
      FeedPositions positions,
      ShadowComparison comparison,
      Switchover switchover,
      RebuildStatus status,
      RebuildHistory history) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.generations = generations;
    this.positions = positions;
    this.comparison = comparison;
    this.switchover = switchover;
    this.status = status;
    this.history = history;
  }

  JsonNode status() {
    return status.now();
  }

  /** Creates a shadow read model, which every replica then begins to fill. */
  JsonNode start(String by) {
    return perform("rebuild", by, () -> inTransaction(() -> create(by)));
  }

  private void create(String by) {
    if (generations.lock().shadow() != null) {
      throw new RefusedException("A shadow read model already exists; drop it first");
    }
    positions.clear();
    generations.addShadow();
    jdbc.sql("create schema " + ShadowDatabase.SCHEMA).update();
    history.log("rebuild", by, "filling generation " + generations.now().shadow());
  }

  /** Compares the shadow with the live read model, and returns the report. */
  JsonNode compare(String by) {
    return recordRefusals(
        "compare",
        by,
        () -> {
          ComparisonReport report = comparison.compare(by);
          history.log("compare", by, report.summary());
          return history.add(report);
        });
  }

  /** Makes the shadow the live read model; the live one becomes the previous read model. */
  JsonNode switchTo(Switchover.Request request) {
    return perform("switch", request.by(), () -> switchover.switchTo(request));
  }

  /** Drops the shadow or previous read model. */
  JsonNode drop(String by) {
    return perform("drop", by, () -> inTransaction(() -> remove(by)));
  }

  private void remove(String by) {
    long shadow = generations.lock().requireShadow();
    positions.hold(FeedPositions.SHADOW);
    positions.archive(shadow, by);
    jdbc.sql("drop schema " + ShadowDatabase.SCHEMA + " cascade").update();
    generations.drop(shadow);
    history.log("drop", by, "dropped generation " + shadow);
  }

  private JsonNode perform(String action, String by, Runnable operation) {
    return recordRefusals(
        action,
        by,
        () -> {
          operation.run();
          return status.now();
        });
  }

  private JsonNode recordRefusals(String action, String by, Supplier<JsonNode> operation) {
    try {
      return operation.get();
    } catch (RefusedException e) {
      LOG.info("Refused {} of the read model, requested by {}: {}", action, by, e.getMessage());
      history.log(action, by, "refused: " + e.getMessage());
      throw e;
    }
  }

  private void inTransaction(Runnable work) {
    try {
      transactions.executeWithoutResult(
          transaction -> {
            // Feeds finish their batch well within this time.
            jdbc.sql("set local lock_timeout = '10s'").update();
            work.run();
          });
    } catch (DataAccessException e) {
      throw RefusedException.ifLocked(e, "The shadow read model is in use; please retry");
    }
  }
}
