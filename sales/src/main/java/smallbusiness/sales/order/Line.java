package smallbusiness.sales.order;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import smallbusiness.events.sales.OrderLine;

/**
 * One item of an order.
 *
 * @param itemId the item, as Warehouse numbers it; Sales need not know it
 * @param price agreed price of one piece, in cents' precision
 * @param quantity pieces, at least one
 */
@Embeddable
record Line(long itemId, BigDecimal price, long quantity) {

  /**
   * A line with its price in cents.
   *
   * @throws ArithmeticException when the price has fractions of a cent
   */
  Line {
    price = price.setScale(2, RoundingMode.UNNECESSARY);
  }

  BigDecimal amount() {
    return price.multiply(BigDecimal.valueOf(quantity));
  }

  OrderLine published() {
    return new OrderLine(itemId, price, quantity);
  }
}
