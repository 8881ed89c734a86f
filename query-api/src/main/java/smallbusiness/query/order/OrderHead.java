package smallbusiness.query.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import smallbusiness.query.sql.RecordMapper;

/**
 * The columns of {@code sales_order} that the totals depend on. They depend on the lines, too, but
 * these never change.
 *
 * @param date when the order was placed, as given by Sales
 * @param total sum of price times quantity
 */
record OrderHead(
    long id, long version, long customerId, Instant date, String status, BigDecimal total) {

  static final RecordMapper<OrderHead> MAPPER = RecordMapper.of(OrderHead.class);

  /** Whether the order counts as sold: it is confirmed or shipped. */
  boolean isSold() {
    return status.equals("CONFIRMED") || status.equals("SHIPPED");
  }

  /** The day, in UTC, whose sales include the order. */
  LocalDate day() {
    return LocalDate.ofInstant(date, ZoneOffset.UTC);
  }

  /** Whether another version of the same order counts in the same totals. */
  boolean countsLike(OrderHead other) {
    return isSold() == other.isSold()
        && customerId == other.customerId
        && day().equals(other.day());
  }
}
