package smallbusiness.query.order;

import java.math.BigDecimal;
import java.util.Comparator;
import smallbusiness.query.sql.Deltas;
import smallbusiness.query.sql.Table;

/** The change in number and total of the orders with one status. */
record StatusDelta(String status, long orders, BigDecimal total) {

  static final Table<StatusDelta> TABLE =
      Table.ofCounters("order_count", StatusDelta.class, "status");

  static Deltas<StatusDelta> none() {
    return new Deltas<>(Comparator.comparing(StatusDelta::status), StatusDelta::plus);
  }

  static StatusDelta added(OrderHead order) {
    return new StatusDelta(order.status(), 1, order.total());
  }

  static StatusDelta removed(OrderHead order) {
    return new StatusDelta(order.status(), -1, order.total().negate());
  }

  private StatusDelta plus(StatusDelta other) {
    return new StatusDelta(status, orders + other.orders, total.add(other.total));
  }
}
