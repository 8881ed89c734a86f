package smallbusiness.messaging.reconciliation;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Read-only transactions with a time limit for each statement. */
final class ReadOnlyQueries {

  private static final String LIMIT = "select set_config('statement_timeout', :millis, true)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final String timeout;

  ReadOnlyQueries(JdbcClient jdbc, PlatformTransactionManager transactions, Duration timeout) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
    this.timeout = Long.toString(timeout.toMillis());
  }

  /**
   * Runs a query and returns its result.
   *
   * @throws org.springframework.dao.DataAccessException when the database does not answer in time
   */
  <T> T run(Function<JdbcClient, T> query) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              jdbc.sql(LIMIT).param("millis", timeout).query().singleRow();
              return query.apply(jdbc);
            }));
  }
}
