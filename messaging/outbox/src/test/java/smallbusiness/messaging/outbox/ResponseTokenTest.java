package smallbusiness.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.schemas.Topic;

class ResponseTokenTest {

  private static final Aggregate ORDER = new Aggregate(Topic.SALES_ORDER, "42");
  private static final Aggregate ITEM = new Aggregate(Topic.WAREHOUSE_ITEM, "7");

  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final ResponseToken token = new ResponseToken();

  @BeforeEach
  void beginRequest() {
    RequestContextHolder.setRequestAttributes(
        new ServletRequestAttributes(new MockHttpServletRequest(), response));
  }

  @AfterEach
  void endRequest() {
    RequestContextHolder.resetRequestAttributes();
  }

  @Test
  void a_response_names_all_events_of_its_transactions() {
    inTransaction(TransactionSynchronization.STATUS_COMMITTED, () -> token.appended(ORDER, 1));
    inTransaction(
        TransactionSynchronization.STATUS_COMMITTED,
        () -> {
          token.appended(ITEM, 4);
          token.appended(ITEM, 5);
        });

    assertThat(sent()).isEqualTo(ConsistencyToken.NONE.with(ORDER, 1).with(ITEM, 5));
  }

  @Test
  void events_of_a_transaction_that_rolled_back_are_not_named() {
    inTransaction(TransactionSynchronization.STATUS_COMMITTED, () -> token.appended(ORDER, 1));
    inTransaction(
        TransactionSynchronization.STATUS_ROLLED_BACK,
        () -> {
          token.appended(ORDER, 2);
          token.appended(ITEM, 4);
        });

    assertThat(sent()).isEqualTo(ConsistencyToken.NONE.with(ORDER, 1));
  }

  @Test
  void an_event_outside_of_a_request_is_in_no_token() {
    RequestContextHolder.resetRequestAttributes();

    inTransaction(TransactionSynchronization.STATUS_COMMITTED, () -> token.appended(ORDER, 1));

    assertThat(response.getHeader(ConsistencyToken.HEADER)).isNull();
  }

  private ConsistencyToken sent() {
    return ConsistencyToken.parse(List.copyOf(response.getHeaders(ConsistencyToken.HEADER)));
  }

  private static void inTransaction(int outcome, Runnable work) {
    TransactionSynchronizationManager.initSynchronization();
    try {
      work.run();
      var synchronizations = TransactionSynchronizationManager.getSynchronizations();
      synchronizations.forEach(each -> each.afterCompletion(outcome));
    } finally {
      TransactionSynchronizationManager.clearSynchronization();
    }
  }
}
