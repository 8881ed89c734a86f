package smallbusiness.query.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.query.order.OrderRow.Line;
import smallbusiness.query.order.SalesDelta.Subject;
import smallbusiness.query.sql.Deltas;

/**
 * The changes that a batch of events makes to the sales of the whole business, each item and each
 * customer: in total and by day.
 */
final class SalesDeltas {

  private static final String WRITE =
      """
      with change as (select * from %s), by_day as (%s)
      insert into sales_total as t (subject, subject_id, orders, units, revenue)
      select subject, subject_id, sum(orders), sum(units), sum(revenue)
      from change
      group by subject, subject_id
      order by subject, subject_id
      on conflict (subject, subject_id) do update set
        orders = t.orders + excluded.orders,
        units = t.units + excluded.units,
        revenue = t.revenue + excluded.revenue
      """
          .formatted(
              SalesDelta.TABLE.newRows(), SalesDelta.TABLE.upsertFrom("select * from change"));

  private final Deltas<SalesDelta> deltas =
      new Deltas<>(
          Comparator.comparing(SalesDelta::subject)
              .thenComparingLong(SalesDelta::subjectId)
              .thenComparing(SalesDelta::day),
          SalesDelta::plus);

  /**
   * Adds the change of one order.
   *
   * @param before null if the order is new
   */
  void add(@Nullable OrderHead before, OrderHead after, List<Line> lines) {
    if (before == null) {
      count(after, lines, 1);
    } else if (!before.countsLike(after)) {
      count(before, lines, -1);
      count(after, lines, 1);
    }
  }

  void write(JdbcClient jdbc) {
    Collection<SalesDelta> rows = deltas.rows();
    rows.removeIf(SalesDelta::isZero);
    if (!rows.isEmpty()) {
      SalesDelta.TABLE.bind(jdbc.sql(WRITE), rows).update();
    }
  }

  private void count(OrderHead order, List<Line> lines, int sign) {
    if (!order.isSold()) {
      return;
    }
    long units = lines.stream().mapToLong(Line::quantity).sum();
    LocalDate day = order.day();
    BigDecimal total = signed(order.total(), sign);
    deltas.add(new SalesDelta(Subject.BUSINESS, 0, day, sign, sign * units, total));
    deltas.add(
        new SalesDelta(Subject.CUSTOMER, order.customerId(), day, sign, sign * units, total));
    for (Line line : lines) {
      deltas.add(
          new SalesDelta(
              Subject.ITEM,
              line.itemId(),
              day,
              sign,
              sign * line.quantity(),
              signed(line.amount(), sign)));
    }
  }

  private static BigDecimal signed(BigDecimal amount, int sign) {
    return sign < 0 ? amount.negate() : amount;
  }
}
