package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A transaction as JSON.
 *
 * @param orderSum money received, negative for a refund
 * @param date when the money moved, as the business says
 * @param voided true once it counts no more
 * @param version number of events of the transaction; also its entity tag
 */
@Schema(name = "Transaction")
public record TransactionView(
    long id, long orderId, BigDecimal orderSum, Instant date, boolean voided, long version) {

  static TransactionView of(Transaction transaction) {
    Booking booking = transaction.booking();
    return new TransactionView(
        transaction.id(),
        booking.orderId(),
        booking.orderSum(),
        booking.date(),
        transaction.voided(),
        transaction.version());
  }
}
