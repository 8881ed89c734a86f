package smallbusiness.warehouse.reservation;

import java.util.Map;
import java.util.Objects;
import smallbusiness.warehouse.stock.Item;

/**
 * The items of a batch of orders, locked for it.
 *
 * @param items by identifier; an item that is missing is one that the warehouse does not have
 */
record Stock(Map<Long, Item> items) {

  /** Pieces that can still be promised; 0 of what the warehouse does not have. */
  long available(long itemId) {
    Item item = items.get(itemId);
    return item == null ? 0 : item.available();
  }

  /** An item of which something is, or can be, promised. */
  Item item(long itemId) {
    return Objects.requireNonNull(items.get(itemId), () -> "item " + itemId + " is not locked");
  }
}
