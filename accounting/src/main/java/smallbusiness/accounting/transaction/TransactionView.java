package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import smallbusiness.messaging.web.request.Versioned;

/**
 * The JSON of a transaction.
 *
 * @param orderSum money received, negative for a refund
 * @param date the business date
 * @param voided whether the transaction no longer counts
 * @param version number of events of this transaction; also its ETag
 */
@Schema(name = "Transaction")
public record TransactionView(
    long id, long orderId, BigDecimal orderSum, Instant date, boolean voided, long version)
    implements Versioned {

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
