package smallbusiness.accounting.invoice;

import java.math.BigDecimal;

/** Invoices of order 7, built through real transitions. */
final class InvoiceFixture {

  private InvoiceFixture() {}

  /** An order with a payment and no decision yet. */
  static Invoice awaited(String paid) {
    Invoice invoice = new Invoice(7);
    if (money(paid).signum() != 0) {
      invoice.pay(money(paid));
    }
    return invoice;
  }

  /** An invoice of 100.00, issued by version 2 of the order, with the amount paid. */
  static Invoice issued(String paid) {
    Invoice invoice = awaited(paid);
    invoice.due(2, money("100.00"));
    return invoice;
  }

  /** The same, cancelled by version 3 of the order. */
  static Invoice cancelled(String paid) {
    Invoice invoice = issued(paid);
    invoice.ended(3);
    return invoice;
  }

  static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }
}
