package smallbusiness.query.order;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import smallbusiness.query.sql.Timestamps;

/**
 * What the figures count of an order, besides its lines, which never change.
 *
 * @param date when it was placed, as the business says
 * @param total sum of price times quantity
 */
record OrderHead(
    long id, long version, long customerId, Instant date, String status, BigDecimal total) {

  static OrderHead read(ResultSet row, int index) throws SQLException {
    return new OrderHead(
        row.getLong("id"),
        row.getLong("version"),
        row.getLong("customer_id"),
        Timestamps.of(row, "date"),
        row.getString("status"),
        row.getBigDecimal("total"));
  }

  /** Confirmed and shipped orders are sold; no other is. */
  boolean isSold() {
    return status.equals("CONFIRMED") || status.equals("SHIPPED");
  }

  /** The day, in UTC, to whose sales it counts. */
  LocalDate day() {
    return LocalDate.ofInstant(date, ZoneOffset.UTC);
  }

  /** Whether it counts to the same sales as the same order at another version. */
  boolean sellsLike(OrderHead other) {
    return isSold() == other.isSold()
        && customerId == other.customerId
        && day().equals(other.day());
  }
}
