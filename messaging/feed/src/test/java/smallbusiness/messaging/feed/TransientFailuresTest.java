package smallbusiness.messaging.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

class TransientFailuresTest {

  @Test
  void a_handler_that_asks_for_a_later_retry_is_transient() {
    assertThat(TransientFailures.isTransient(new RetryLaterException("Not now"))).isTrue();
  }

  @Test
  void a_violated_constraint_is_not_transient() {
    assertThat(
            TransientFailures.isTransient(
                new IllegalStateException(new SQLException("Duplicate", "23505"))))
        .isFalse();
  }

  @Test
  void a_failed_rollback_means_a_lost_connection_and_is_transient() {
    TransactionSystemException failure = new TransactionSystemException("JDBC rollback failed");
    failure.initApplicationException(new IllegalStateException("This connection has been closed"));

    assertThat(TransientFailures.isTransient(failure)).isTrue();
  }

  @Test
  void a_failed_commit_is_not_transient() {
    assertThat(TransientFailures.isTransient(new TransactionSystemException("Could not commit")))
        .isFalse();
  }
}
