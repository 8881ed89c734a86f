package smallbusiness.sales.order;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import smallbusiness.events.sales.OrderLine;

/**
 * One item of an order.
 *
 * @param itemId Warehouse's item, which need not be in the catalogue
 * @param price agreed price of one piece, with two decimals
 * @param quantity pieces, at least 1
 */
@Embeddable
record Line(long itemId, BigDecimal price, long quantity) {

  /**
   * Sets the price's scale to two decimals.
   *
   * @throws ArithmeticException when that would need rounding
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
