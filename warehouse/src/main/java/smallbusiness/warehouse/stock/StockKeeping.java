package smallbusiness.warehouse.stock;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.messaging.outbox.Outbox;

/** Adds, changes and removes items. Each command commits together with its events. */
@Service
class StockKeeping {

  /** An identifier that no item has. */
  private static final long NONE = 0;

  private final Items items;
  private final Outbox outbox;

  StockKeeping(Items items, Outbox outbox) {
    this.items = items;
    this.outbox = outbox;
  }

  /**
   * Adds a new item.
   *
   * @throws DuplicateItemException when an item with the same name and country exists
   */
  @Transactional
  Item add(Item item) {
    refuseDuplicate(item.name(), item.countryOfOrigin(), NONE);
    Item added = items.save(item);
    outbox.append(added.added());
    return added;
  }

  /**
   * Changes an item.
   *
   * @param precondition receives the locked item and throws to refuse the change
   * @throws NotFoundException when there is no such item
   * @throws DuplicateItemException when another item has the new name and country
   * @throws QuantityBelowReservedException when the new quantity is less than what is reserved
   */
  @Transactional
  Item change(long id, ItemChange change, Consumer<Item> precondition) {
    Item item = locked(id);
    precondition.accept(item);
    refuseDuplicate(
        Objects.requireNonNullElse(change.name(), item.name()),
        Objects.requireNonNullElse(change.countryOfOrigin(), item.countryOfOrigin()),
        id);
    outbox.append(item.change(change));
    return item;
  }

  /**
   * Removes an item.
   *
   * @param precondition receives the current version and throws to refuse the removal
   * @throws NotFoundException when there is no such item
   * @throws ItemInUseException while pieces are reserved
   */
  @Transactional
  void remove(long id, LongConsumer precondition) {
    Item item = locked(id);
    precondition.accept(item.version());
    outbox.append(item.remove());
    items.delete(item);
  }

  private Item locked(long id) {
    return items.lock(id).orElseThrow(() -> new NotFoundException("item", id));
  }

  /** Reports a duplicate clearly. Between concurrent requests, the unique constraint decides. */
  private void refuseDuplicate(String name, String countryOfOrigin, long except) {
    items
        .idOfOther(name, countryOfOrigin, except)
        .ifPresent(
            id -> {
              throw new DuplicateItemException(name, countryOfOrigin, id);
            });
  }
}
