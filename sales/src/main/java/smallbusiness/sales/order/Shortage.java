package smallbusiness.sales.order;

import jakarta.persistence.Embeddable;
import smallbusiness.events.sales.RejectedLine;

/**
 * An item that was short when an order was rejected.
 *
 * @param wanted pieces that the order wanted
 * @param available pieces that Warehouse had available
 */
@Embeddable
record Shortage(long itemId, long wanted, long available) {

  RejectedLine published() {
    return new RejectedLine(itemId, wanted, available);
  }
}
