package smallbusiness.query.order;

import java.math.BigDecimal;

/**
 * A line as stored in the order's row.
 *
 * @param price of one piece
 * @param quantity pieces
 */
record Line(long itemId, BigDecimal price, long quantity) {

  BigDecimal amount() {
    return price.multiply(BigDecimal.valueOf(quantity));
  }
}
