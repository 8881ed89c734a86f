package smallbusiness.query.order;

import java.math.BigDecimal;

/**
 * One line as the row keeps it.
 *
 * @param price of one piece
 * @param quantity pieces
 */
record Line(long itemId, BigDecimal price, long quantity) {

  BigDecimal amount() {
    return price.multiply(BigDecimal.valueOf(quantity));
  }
}
