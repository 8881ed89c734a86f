package smallbusiness.query.order;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** By how much a batch of events changes how many orders there are of each status. */
final class StatusDeltas {

  /** The change of one status. */
  record Change(String status, long orders, BigDecimal total) {

    private Change plus(Change other) {
      return new Change(status, orders + other.orders, total.add(other.total));
    }
  }

  private final Map<String, Change> changes = new TreeMap<>();

  void add(OrderHead order) {
    count(new Change(order.status(), 1, order.total()));
  }

  void subtract(OrderHead order) {
    count(new Change(order.status(), -1, order.total().negate()));
  }

  /** Each status once, in one order for everybody. */
  Collection<Change> changes() {
    return changes.values();
  }

  private void count(Change change) {
    changes.merge(change.status(), change, Change::plus);
  }
}
