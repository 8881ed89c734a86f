package smallbusiness.query.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import smallbusiness.query.sql.Table;

/**
 * The change in the sales of one subject on one day.
 *
 * @param subjectId 0 for the whole business
 */
record SalesDelta(
    Subject subject, long subjectId, LocalDate day, long orders, long units, BigDecimal revenue) {

  /** What sales are counted for. */
  enum Subject {
    BUSINESS,
    CUSTOMER,
    ITEM
  }

  static final Table<SalesDelta> TABLE =
      Table.ofCounters("sales_by_day", SalesDelta.class, "subject", "subject_id", "day");

  SalesDelta plus(SalesDelta other) {
    return new SalesDelta(
        subject,
        subjectId,
        day,
        orders + other.orders,
        units + other.units,
        revenue.add(other.revenue));
  }

  boolean isZero() {
    return orders == 0 && units == 0 && revenue.signum() == 0;
  }
}
