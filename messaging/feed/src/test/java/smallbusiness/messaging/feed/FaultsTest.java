package smallbusiness.messaging.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

class FaultsTest {

  @Test
  void a_listener_that_is_not_to_write_now_is_no_fault_of_the_event() {
    assertThat(Faults.pass(new TryLaterException("Not now"))).isTrue();
  }

  @Test
  void a_broken_constraint_is_the_fault_of_the_event() {
    assertThat(Faults.pass(new IllegalStateException(new SQLException("Duplicate", "23505"))))
        .isFalse();
  }

  @Test
  void a_transaction_that_could_not_be_rolled_back_lost_its_connection() {
    TransactionSystemException fault = new TransactionSystemException("JDBC rollback failed");
    fault.initApplicationException(new IllegalStateException("This connection has been closed"));

    assertThat(Faults.pass(fault)).isTrue();
  }

  @Test
  void a_transaction_that_could_not_be_committed_may_be_the_fault_of_the_event() {
    assertThat(Faults.pass(new TransactionSystemException("Could not commit"))).isFalse();
  }
}
