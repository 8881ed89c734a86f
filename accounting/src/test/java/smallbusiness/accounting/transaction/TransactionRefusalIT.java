package smallbusiness.accounting.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.messaging.testing.ServiceClient.problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import smallbusiness.accounting.AccountingTest;
import smallbusiness.accounting.Http;
import smallbusiness.accounting.Orders;
import smallbusiness.accounting.OutboxEvents;
import smallbusiness.schemas.Topic;

/** Refused requests change nothing. */
@AccountingTest
class TransactionRefusalIT {

  private static final String PATH = "/accounting/transactions";

  @Autowired private Http http;
  @Autowired private OutboxEvents outbox;

  private final long order = Orders.fresh();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"order_id":7}                                           | order_sum
          {"order_sum":7}                                          | order_id
          {"order_id":null,"order_sum":7}                          | order_id
          {"order_id":"7","order_sum":7}                           | order_id
          {"order_id":7.5,"order_sum":7}                           | order_id
          {"order_id":0,"order_sum":7}                             | order_id
          {"order_id":-1,"order_sum":7}                            | order_id
          {"order_id":99999999999999999999,"order_sum":7}          | order_id
          {"order_id":7,"order_sum":0}                             | order_sum
          {"order_id":7,"order_sum":0.001}                         | order_sum
          {"order_id":7,"order_sum":"7"}                           | order_sum
          {"order_id":7,"order_sum":10000000000}                   | order_sum
          {"order_id":7,"order_sum":-10000000000}                  | order_sum
          {"order_id":7,"order_sum":1e400000000}                   | order_sum
          {"order_id":7,"order_sum":1,"date":"tomorrow"}           | date
          {"order_id":7,"order_sum":1,"date":1767225600}           | date
          {"order_id":7,"order_sum":1,"date":"2999-01-01T00:00:00Z"} | date
          {"order_id":7,"order_sum":1,"date":"1899-12-31T23:59:59Z"} | date
          {"order_id":7,"order_sum":1,"date":"-1000000000-01-01T00:00:00Z"} | date
          {"order_id":7,"order_sum":1,"colour":"red"}              | colour
          {"order_id":7,"order_sum":1,"id":1}                      | id
          """)
  void an_invalid_body_is_refused_with_the_name_of_the_field(String body, String field) {
    problem(http.post(PATH, body), 400, "invalid-body")
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"order_id":0}      | order_id
          {"order_sum":0}     | order_sum
          {"order_sum":1.234} | order_sum
          {"date":"2999-01-01T00:00:00Z"} | date
          """)
  void an_invalid_change_is_refused_and_changes_nothing(String body, String field) {
    long id = http.record(order, "20.00");

    problem(http.put(PATH + "/" + id, body), 400, "invalid-body")
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
    assertThat(outbox.of(Topic.ACCOUNTING_TRANSACTION, id)).hasSize(1);
  }

  @Test
  void the_amount_paid_for_an_order_cannot_exceed_the_maximum() {
    http.record(order, "9999999999.99");

    problem(
            http.post(PATH, "{\"order_id\":%d,\"order_sum\":0.01}".formatted(order)),
            422,
            "paid-out-of-range")
        .jsonPath("$.errors[0].field")
        .isEqualTo("order_sum");
    http.get(PATH + "?voided=all&order_id=" + order)
        .expectBody()
        .jsonPath("$.length()")
        .isEqualTo(1);
  }

  @Test
  void an_unknown_transaction_or_invoice_is_answered_with_404() {
    problem(http.get(PATH + "/987654321"), 404, "unknown-transaction");
    problem(http.put(PATH + "/987654321", "{}"), 404, "unknown-transaction");
    problem(http.delete(PATH + "/987654321"), 404, "unknown-transaction");
    problem(http.get(PATH + "/987654321/history"), 404, "unknown-transaction");
  }
}
