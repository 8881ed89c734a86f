package smallbusiness.warehouse.reservation;

import java.util.Map;
import java.util.Objects;
import smallbusiness.warehouse.stock.Item;

/**
 * The locked items of a batch of orders.
 *
 * @param items by identifier; items that do not exist are missing
 */
record Stock(Map<Long, Item> items) {

  /** Pieces that can still be reserved; 0 if there is no such item. */
  long available(long itemId) {
    Item item = items.get(itemId);
    return item == null ? 0 : item.available();
  }

  /** An item that must exist and be locked. */
  Item item(long itemId) {
    return Objects.requireNonNull(items.get(itemId), () -> "item " + itemId + " is not locked");
  }
}
