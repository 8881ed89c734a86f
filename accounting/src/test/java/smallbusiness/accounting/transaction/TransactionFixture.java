package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.test.util.ReflectionTestUtils;

/** Transactions, built through real changes. */
final class TransactionFixture {

  static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

  static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");

  private TransactionFixture() {}

  /** A booking on Monday. */
  static Booking booking(long orderId, String orderSum) {
    return new Booking(orderId, new BigDecimal(orderSum), MONDAY);
  }

  /** Transaction 1: 20.00 for order 7, on Monday. */
  static Transaction aPayment() {
    Transaction payment = new Transaction(booking(7, "20.00"));
    ReflectionTestUtils.setField(payment, "id", 1L); // as saving does
    return payment;
  }

  /** The same, declared void. */
  static Transaction aVoidedPayment() {
    Transaction payment = aPayment();
    payment.declareVoid();
    return payment;
  }
}
