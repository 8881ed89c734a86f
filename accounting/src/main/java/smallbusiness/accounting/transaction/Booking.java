package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a transaction says: money moved for an order at a moment. Impossible bookings cannot be
 * made.
 *
 * @param orderId the order, at least 1; Sales need not know it yet
 * @param orderSum money received in the currency of the business, negative for a refund, never
 *     zero; kept with two decimals
 * @param date when the money moved, as the business says; kept to the microsecond
 */
public record Booking(long orderId, BigDecimal orderSum, Instant date) {

  /** The largest sum, either way: what NUMERIC(12,2) and the published decimal(12,2) hold. */
  public static final BigDecimal MAX_SUM = new BigDecimal("9999999999.99");

  /** Nothing was booked before this moment; it keeps dates within what every part can store. */
  public static final Instant EARLIEST_DATE = Instant.parse("1900-01-01T00:00:00Z");

  /**
   * Checks and normalises.
   *
   * @throws IllegalArgumentException when the booking breaks a rule stated above
   */
  public Booking {
    if (orderId < 1) {
      throw new IllegalArgumentException("order_id must be at least 1");
    }
    // Compared before it is scaled: rescaling 1e400000000 would fill the memory.
    if (orderSum.signum() == 0
        || orderSum.abs().compareTo(MAX_SUM) > 0
        || orderSum.stripTrailingZeros().scale() > 2) {
      throw new IllegalArgumentException("order_sum must not be zero, out of range or finer");
    }
    if (date.isBefore(EARLIEST_DATE)) {
      throw new IllegalArgumentException("date must not be before " + EARLIEST_DATE);
    }
    orderSum = orderSum.setScale(2, RoundingMode.UNNECESSARY);
    date = date.truncatedTo(ChronoUnit.MICROS);
  }
}
