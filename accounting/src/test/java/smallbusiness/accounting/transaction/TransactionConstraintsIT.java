package smallbusiness.accounting.transaction;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.accounting.AccountingTest;
import smallbusiness.accounting.Http;
import smallbusiness.accounting.Orders;

/** The constraints that the database enforces on every writer. */
@AccountingTest
class TransactionConstraintsIT {

  @Autowired private Http http;
  @Autowired private JdbcClient jdbc;

  private final long order = Orders.fresh();
  private long id;

  @BeforeEach
  void a_payment_of_twenty() {
    id = http.record(order, "20.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          UPDATE transaction_history SET order_sum = 1 WHERE transaction_id = :id | is not allowed
          DELETE FROM transaction_history WHERE transaction_id = :id              | is not allowed
          TRUNCATE transaction_history CASCADE                                    | is not allowed
          DELETE FROM transaction WHERE id = :id                                  | is not allowed
          TRUNCATE transaction                                                    | is not allowed
          UPDATE transaction SET date = now() WHERE id = :id                      | cannot go from version 1 to 1
          UPDATE transaction SET date = now(), version = 2 WHERE id = :id         | violates foreign key
          UPDATE invoice SET paid = 21 WHERE order_id = :order                    | the sum of its transactions is 20
          UPDATE invoice SET state = 'PAID' WHERE order_id = :order               | violates check
          UPDATE invoice SET closed = true WHERE order_id = :order                | violates check
          """)
  void the_database_refuses_to_edit_or_delete_transactions(String statement, String reason) {
    assertThatThrownBy(
            () ->
                jdbc.sql(statement.replace(":id", "" + id).replace(":order", "" + order)).update())
        .hasMessageContaining(reason);
  }

  @Test
  void a_history_has_no_gap() {
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        """
                        INSERT INTO transaction_history (transaction_id, version, event,
                          recorded_at, order_id, order_sum, date, voided)
                        VALUES (?, 3, 'TransactionCorrected', now(), 1, 1, now(), false)
                        """)
                    .param(id)
                    .update())
        .hasMessageContaining("violates foreign key");
  }

  @Test
  void a_payment_that_is_missing_from_its_invoice_is_refused() {
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        """
                        WITH entry AS (
                          INSERT INTO transaction_history (transaction_id, version, event,
                            recorded_at, order_id, order_sum, date, voided)
                          VALUES (-1, 1, 'TransactionRecorded', now(), :order, 1, now(), false)
                          RETURNING *)
                        INSERT INTO transaction
                        SELECT transaction_id, version, order_id, order_sum, date, voided FROM entry
                        """)
                    .param("order", order)
                    .update())
        .hasMessageContaining("paid is 20.00, the sum of its transactions is 21.00");
  }

  @Test
  void a_void_transaction_stays_void() {
    http.delete("/accounting/transactions/" + id).expectStatus().isNoContent();

    assertThatThrownBy(
            () ->
                jdbc.sql("UPDATE transaction SET voided = false, version = 3 WHERE id = ?")
                    .param(id)
                    .update())
        .hasMessageContaining("cannot go from version 2 to 3");
  }
}
