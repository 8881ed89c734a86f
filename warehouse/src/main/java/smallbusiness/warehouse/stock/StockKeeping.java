package smallbusiness.warehouse.stock;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.outbox.Outbox;

/** Adding, changing and removing items; each commits together with its events. */
@Service
class StockKeeping {

  /** No item has this identifier. */
  private static final long NONE = 0;

  private final Items items;
  private final Outbox outbox;

  StockKeeping(Items items, Outbox outbox) {
    this.items = items;
    this.outbox = outbox;
  }

  /**
   * Adds an item that is new.
   *
   * @throws DuplicateItemException when there is one of the same name and country
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
   * @param expected is given the item as it is and throws when the caller expects another
   * @throws UnknownItemException when there is none
   * @throws DuplicateItemException when there is another of the new name and country
   * @throws QuantityBelowReservedException when fewer pieces would be on hand than are promised
   */
  @Transactional
  Item change(long id, ItemChange change, Consumer<Item> expected) {
    Item item = locked(id);
    expected.accept(item);
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
   * @param expected is given the current version and throws when the caller expects another
   * @throws UnknownItemException when there is none
   * @throws ItemInUseException while pieces are promised to orders
   */
  @Transactional
  void remove(long id, LongConsumer expected) {
    Item item = locked(id);
    expected.accept(item.version());
    outbox.append(item.remove());
    items.delete(item);
  }

  private Item locked(long id) {
    return items.lock(id).orElseThrow(() -> new UnknownItemException(id));
  }

  /** For a clear answer; between two that come at once the database's constraint decides. */
  private void refuseDuplicate(String name, String countryOfOrigin, long except) {
    items
        .idOfOther(name, countryOfOrigin, except)
        .ifPresent(
            id -> {
              throw new DuplicateItemException(name, countryOfOrigin, id);
            });
  }
}
