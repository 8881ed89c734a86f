package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** New values for a booking's fields. A null field keeps its value. */
record BookingChange(
    @Nullable Long orderId, @Nullable BigDecimal orderSum, @Nullable Instant date) {

  /** Returns the booking after the change. */
  Booking applyTo(Booking current) {
    return new Booking(
        orderId == null ? current.orderId() : orderId,
        orderSum == null ? current.orderSum() : orderSum,
        date == null ? current.date() : date);
  }
}
