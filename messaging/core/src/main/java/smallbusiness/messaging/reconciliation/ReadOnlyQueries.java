package smallbusiness.messaging.reconciliation;

import java.time.Duration;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that only read, with a time limit for each statement. */
final class ReadOnlyQueries {

  private static final String LIMIT = "select set_config('statement_timeout', :millis, true)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Duration timeout;

  ReadOnlyQueries(JdbcClient jdbc, PlatformTransactionManager transactions, Duration timeout) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
    this.timeout = timeout;
  }

  /**
   * What a question comes to.
   *
   * @throws org.springframework.dao.DataAccessException when the database does not answer in time
   */
  <T> T ask(Function<JdbcClient, T> question) {
    T answer =
        transactions.execute(
            transaction -> {
              jdbc.sql(LIMIT)
                  .param("millis", Long.toString(timeout.toMillis()))
                  .query()
                  .singleRow();
              return question.apply(jdbc);
            });
    if (answer == null) {
      throw new IllegalStateException("A question without an answer");
    }
    return answer;
  }
}
