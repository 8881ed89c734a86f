package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants to be different about a transaction; null leaves things as they are.
 *
 * @param orderId the order that it belongs to
 * @param orderSum the sum
 * @param date when the money moved
 */
record BookingChange(
    @Nullable Long orderId, @Nullable BigDecimal orderSum, @Nullable Instant date) {

  /** What is booked once the change has been made. */
  Booking of(Booking current) {
    return new Booking(
        orderId == null ? current.orderId() : orderId,
        orderSum == null ? current.orderSum() : orderSum,
        date == null ? current.date() : date);
  }
}
