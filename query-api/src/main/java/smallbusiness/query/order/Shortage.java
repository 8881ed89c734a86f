package smallbusiness.query.order;

import java.util.List;
import smallbusiness.events.sales.OrderRejected;

/**
 * An item for which an order was rejected.
 *
 * @param wanted pieces that the order wanted
 * @param available pieces that there were
 */
record Shortage(long itemId, long wanted, long available) {

  static List<Shortage> of(OrderRejected rejected) {
    return rejected.getShortages().stream()
        .map(line -> new Shortage(line.getItemId(), line.getWanted(), line.getAvailable()))
        .toList();
  }
}
