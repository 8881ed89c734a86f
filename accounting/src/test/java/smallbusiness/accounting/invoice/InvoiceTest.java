package smallbusiness.accounting.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smallbusiness.accounting.invoice.InvoiceFixture.awaited;
import static smallbusiness.accounting.invoice.InvoiceFixture.cancelled;
import static smallbusiness.accounting.invoice.InvoiceFixture.issued;
import static smallbusiness.accounting.invoice.InvoiceFixture.money;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smallbusiness.accounting.transaction.PaidOutOfRangeException;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.accounting.InvoiceVoided;

/** The transitions of an invoice. */
class InvoiceTest {

  @ParameterizedTest
  @CsvSource({
    "100.00, 0.00, OPEN",
    "100.00, -5.00, OPEN",
    "100.00, 0.01, PART_PAID",
    "100.00, 99.99, PART_PAID",
    "100.00, 100.00, PAID",
    "100.00, 100.01, OVERPAID",
    "0.00, 0.00, PAID",
    "0.00, 0.01, OVERPAID",
    "0.00, -0.01, OPEN"
  })
  void a_confirmed_order_is_due_and_earlier_payments_count(
      String total, String paid, InvoiceStatus state) {
    Invoice invoice = awaited(paid);

    assertThat(invoice.due(2, money(total)))
        .contains(new InvoiceIssued(7L, 1L, new InvoiceState(money(total), money(paid), state)));
  }

  @Test
  void a_payment_before_the_invoice_waits_without_an_event() {
    Invoice invoice = new Invoice(7);

    assertThat(invoice.pay(money("20.00"))).isEmpty();
    assertThat(invoice.paid()).isEqualTo("20.00");
    assertThat(invoice.version()).isZero();
    assertThat(invoice.state()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, 40.00, PART_PAID",
    "0.00, 100.00, PAID",
    "0.00, 100.01, OVERPAID",
    "40.00, 60.00, PAID",
    "40.00, 10.00, PART_PAID",
    "100.00, -100.00, OPEN",
    "100.00, -0.01, PART_PAID",
    "100.00, 1.00, OVERPAID",
    "120.00, -20.00, PAID",
    "40.00, -50.00, OPEN"
  })
  void a_payment_or_refund_changes_the_balance(String paid, String change, InvoiceStatus state) {
    Invoice invoice = issued(paid);

    assertThat(invoice.pay(money(change)))
        .contains(
            new InvoiceBalanceChanged(
                7L, 2L, new InvoiceState(money("100.00"), money(paid).add(money(change)), state)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, VOID",
    "-5.00, VOID",
    "0.01, REFUND_DUE",
    "100.00, REFUND_DUE",
    "120.00, REFUND_DUE"
  })
  void cancelling_voids_the_invoice_and_payments_become_a_refund_due(
      String paid, InvoiceStatus state) {
    Invoice invoice = issued(paid);

    assertThat(invoice.ended(3))
        .contains(new InvoiceVoided(7L, 2L, new InvoiceState(money("0.00"), money(paid), state)));
  }

  @ParameterizedTest
  @CsvSource({
    "100.00, -100.00, VOID",
    "100.00, -40.00, REFUND_DUE",
    "100.00, -101.00, VOID",
    "0.00, 30.00, REFUND_DUE"
  })
  void a_void_invoice_still_counts_payments_and_refunds(
      String paid, String change, InvoiceStatus state) {
    Invoice invoice = cancelled(paid);

    assertThat(invoice.pay(money(change)))
        .contains(
            new InvoiceBalanceChanged(
                7L, 3L, new InvoiceState(money("0.00"), money(paid).add(money(change)), state)));
  }

  @ParameterizedTest
  @CsvSource({"0.00, OPEN", "40.00, PART_PAID", "100.00, PAID", "120.00, OVERPAID"})
  void a_cancelled_order_that_is_shipped_anyway_is_due_again(String paid, InvoiceStatus state) {
    Invoice invoice = cancelled(paid);

    assertThat(invoice.due(4, money("100.00")))
        .contains(
            new InvoiceBalanceChanged(
                7L, 3L, new InvoiceState(money("100.00"), money(paid), state)));
  }

  @Test
  void shipping_a_confirmed_order_changes_nothing() {
    Invoice invoice = issued("100.00");

    assertThat(invoice.due(3, money("100.00"))).isEmpty();
    assertThat(invoice.version()).isEqualTo(1);
  }

  @Test
  void an_order_cancelled_before_confirmation_and_payment_gets_no_invoice() {
    Invoice invoice = awaited("0.00");

    assertThat(invoice.ended(2)).isEmpty();
    assertThat(invoice.version()).isZero();
    assertThat(invoice.state()).isNull();
  }

  @Test
  void a_paid_order_cancelled_before_confirmation_gets_a_refund_due() {
    Invoice invoice = awaited("30.00");

    assertThat(invoice.ended(2))
        .contains(
            new InvoiceVoided(
                7L, 1L, new InvoiceState(money("0.00"), money("30.00"), InvoiceStatus.REFUND_DUE)));
  }

  @Test
  void a_payment_for_an_order_cancelled_before_confirmation_gets_a_refund_due() {
    Invoice invoice = awaited("0.00");
    invoice.ended(2);

    assertThat(invoice.pay(money("30.00")))
        .contains(
            new InvoiceVoided(
                7L, 1L, new InvoiceState(money("0.00"), money("30.00"), InvoiceStatus.REFUND_DUE)));
    assertThat(invoice.pay(money("-30.00")))
        .contains(
            new InvoiceBalanceChanged(
                7L, 2L, new InvoiceState(money("0.00"), money("0.00"), InvoiceStatus.VOID)));
  }

  @Test
  void older_versions_of_an_order_change_nothing() {
    Invoice invoice = cancelled("40.00");

    assertThat(invoice.due(2, money("100.00"))).isEmpty();
    assertThat(invoice.due(3, money("100.00"))).isEmpty();
    assertThat(invoice.ended(3)).isEmpty();
    assertThat(invoice.state()).isEqualTo(InvoiceStatus.REFUND_DUE);
    assertThat(invoice.version()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"9999999999.99, 0.01", "-9999999999.99, -0.01"})
  void a_payment_beyond_the_maximum_is_refused(String paid, String change) {
    Invoice invoice = awaited(paid);

    assertThatThrownBy(() -> invoice.pay(money(change)))
        .isInstanceOfSatisfying(
            PaidOutOfRangeException.class, refusal -> assertThat(refusal.orderId()).isEqualTo(7));
    assertThat(invoice.paid()).isEqualTo(paid);
  }
}
