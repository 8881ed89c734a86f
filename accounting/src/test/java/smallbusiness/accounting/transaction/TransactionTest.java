package smallbusiness.accounting.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smallbusiness.accounting.transaction.TransactionFixture.MONDAY;
import static smallbusiness.accounting.transaction.TransactionFixture.TUESDAY;
import static smallbusiness.accounting.transaction.TransactionFixture.aPayment;
import static smallbusiness.accounting.transaction.TransactionFixture.aVoidedPayment;
import static smallbusiness.accounting.transaction.TransactionFixture.booking;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import smallbusiness.events.accounting.TransactionCorrected;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.accounting.TransactionVoided;

/** The transitions of a transaction. */
class TransactionTest {

  private static final BigDecimal TWENTY = new BigDecimal("20.00");

  @Test
  void a_recorded_payment_publishes_its_whole_state() {
    assertThat(aPayment().recorded())
        .isEqualTo(
            new TransactionRecorded(1L, 1L, new TransactionState(7L, TWENTY, MONDAY, false)));
  }

  @Test
  void a_changed_order_is_a_reassignment_with_the_previous_order() {
    Transaction payment = aPayment();

    assertThat(payment.change(booking(8, "20.00")))
        .containsExactly(
            new TransactionReassigned(1L, 2L, 7L, new TransactionState(8L, TWENTY, MONDAY, false)));
    assertThat(payment.version()).isEqualTo(2);
    assertThat(payment.booking()).isEqualTo(booking(8, "20.00"));
  }

  @Test
  void a_changed_sum_is_a_correction_with_the_previous_sum() {
    assertThat(aPayment().change(booking(7, "-3.50")))
        .containsExactly(
            new TransactionCorrected(
                1L, 2L, TWENTY, new TransactionState(7L, new BigDecimal("-3.50"), MONDAY, false)));
  }

  @Test
  void a_changed_date_is_a_correction_of_the_same_sum() {
    assertThat(aPayment().change(new Booking(7, TWENTY, TUESDAY)))
        .containsExactly(
            new TransactionCorrected(
                1L, 2L, TWENTY, new TransactionState(7L, TWENTY, TUESDAY, false)));
  }

  @Test
  void a_change_of_order_and_sum_is_two_events_and_moves_the_version_by_two() {
    Transaction payment = aPayment();
    BigDecimal thirty = new BigDecimal("30.00");

    assertThat(payment.change(new Booking(8, thirty, TUESDAY)))
        .containsExactly(
            new TransactionReassigned(1L, 2L, 7L, new TransactionState(8L, TWENTY, MONDAY, false)),
            new TransactionCorrected(
                1L, 3L, TWENTY, new TransactionState(8L, thirty, TUESDAY, false)));
    assertThat(payment.version()).isEqualTo(3);
  }

  @Test
  void a_change_to_the_current_values_yields_no_event() {
    Transaction payment = aPayment();

    assertThat(payment.change(booking(7, "20"))).isEmpty();
    assertThat(payment.version()).isEqualTo(1);
  }

  @Test
  void a_void_transaction_keeps_its_booking() {
    Transaction payment = aPayment();

    assertThat(payment.declareVoid())
        .containsExactly(
            new TransactionVoided(1L, 2L, new TransactionState(7L, TWENTY, MONDAY, true)));
    assertThat(payment.voided()).isTrue();
    assertThat(payment.booking()).isEqualTo(booking(7, "20.00"));
  }

  @Test
  void voiding_again_yields_no_event() {
    Transaction payment = aVoidedPayment();

    assertThat(payment.declareVoid()).isEmpty();
    assertThat(payment.version()).isEqualTo(2);
  }

  @Test
  void a_void_transaction_cannot_be_changed() {
    Transaction payment = aVoidedPayment();

    assertThatThrownBy(() -> payment.change(booking(8, "20.00")))
        .isInstanceOfSatisfying(
            VoidedTransactionException.class,
            refusal -> assertThat(refusal.transactionId()).isEqualTo(1));
    assertThat(payment.version()).isEqualTo(2);
  }
}
