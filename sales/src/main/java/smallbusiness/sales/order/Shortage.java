package smallbusiness.sales.order;

import jakarta.persistence.Embeddable;
import smallbusiness.events.sales.RejectedLine;

/**
 * An item for which an order was rejected.
 *
 * @param itemId the item
 * @param wanted pieces that the order wanted
 * @param available pieces that Warehouse could have promised
 */
@Embeddable
record Shortage(long itemId, long wanted, long available) {

  RejectedLine published() {
    return new RejectedLine(itemId, wanted, available);
  }
}
