package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import smallbusiness.messaging.BusinessDate;

/**
 * The content of a transaction: money moved for an order at a moment. Always valid.
 *
 * @param orderId the order, at least 1; it need not exist yet
 * @param orderSum money received in the currency of the business, negative for a refund, never
 *     zero; kept with two decimals
 * @param date the business date; kept to the microsecond
 */
public record Booking(long orderId, BigDecimal orderSum, Instant date) {

  /** The largest absolute sum: the maximum of NUMERIC(12,2) and the published decimal(12,2). */
  public static final BigDecimal MAX_SUM = new BigDecimal("9999999999.99");

  /**
   * Validates and normalises.
   *
   * @throws IllegalArgumentException when the booking is invalid
   */
  public Booking {
    if (orderId < 1) {
      throw new IllegalArgumentException("order_id must be at least 1");
    }
    // Checked before the scale is set: rescaling 1e400000000 would exhaust the memory.
    if (orderSum.signum() == 0
        || orderSum.abs().compareTo(MAX_SUM) > 0
        || orderSum.stripTrailingZeros().scale() > 2) {
      throw new IllegalArgumentException(
          "order_sum must be in range, not zero, with at most two decimals");
    }
    if (date.isBefore(BusinessDate.EARLIEST)) {
      throw new IllegalArgumentException("date must not be before " + BusinessDate.EARLIEST);
    }
    orderSum = orderSum.setScale(2, RoundingMode.UNNECESSARY);
    date = BusinessDate.micros(date);
  }
}
