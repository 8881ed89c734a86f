package smallbusiness.sales.order;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.BusinessDate.InvalidDateException;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.sales.catalogue.Catalogue;

/** Places, changes and cancels orders. Each command commits together with its event. */
@Service
class Ordering {

  private final Orders orders;
  private final EntityManager entities;
  private final Catalogue catalogue;
  private final Outbox outbox;
  private final Clock clock;

  Ordering(Orders orders, EntityManager entities, Catalogue catalogue, Outbox outbox, Clock clock) {
    this.orders = orders;
    this.entities = entities;
    this.catalogue = catalogue;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Places an order. Warehouse confirms or rejects it later.
   *
   * @param date the business date; null means now
   * @throws RemovedItemsException when the catalogue shows an item as removed
   * @throws InvalidDateException when the date is out of range
   */
  @Transactional
  public Order place(long customerId, Lines lines, @Nullable Instant date) {
    refuseRemoved(lines.all());
    Instant now = clock.instant();
    Order order =
        new Order(orders.nextId(), customerId, Objects.requireNonNullElse(date, now), lines, now);
    entities.persist(order);
    outbox.append(order.placed());
    return order;
  }

  /**
   * Changes an order.
   *
   * @param precondition receives the locked order and throws to refuse the change
   * @throws NotFoundException when there is no such order
   * @throws LinesFixedException when the lines would change
   * @throws InvalidDateException when the date is out of range
   * @throws OrderClosedException when the order is no longer open
   */
  @Transactional
  public Order change(long id, OrderChange change, Consumer<Order> precondition) {
    Order order = locked(id);
    precondition.accept(order);
    order.change(change, clock.instant()).ifPresent(outbox::append);
    return fetched(order);
  }

  /**
   * Cancels an order.
   *
   * @param precondition receives the current version and throws to refuse the cancellation
   * @throws NotFoundException when there is no such order
   * @throws OrderClosedException when the order was rejected or shipped
   */
  @Transactional
  public Order cancel(long id, LongConsumer precondition) {
    Order order = locked(id);
    precondition.accept(order.version());
    order.cancel().ifPresent(outbox::append);
    return order;
  }

  /**
   * Returns an order.
   *
   * @throws NotFoundException when there is no such order
   */
  @Transactional(readOnly = true)
  public Order find(long id) {
    return orders
        .findById(id)
        .map(Ordering::fetched)
        .orElseThrow(() -> new NotFoundException("order", id));
  }

  /** Returns the orders after an identifier, in ascending order. */
  @Transactional(readOnly = true)
  public List<Order> page(long after, int limit) {
    return orders.page(after, Limit.of(limit)).stream().map(Ordering::fetched).toList();
  }

  private Order locked(long id) {
    return orders.lock(id).orElseThrow(() -> new NotFoundException("order", id));
  }

  /** Fetches lazy shortages while the transaction is open. */
  private static Order fetched(Order order) {
    var _ = order.shortages();
    return order;
  }

  private void refuseRemoved(List<Line> lines) {
    Set<Long> removed = catalogue.removedAmong(lines.stream().map(Line::itemId).toList());
    if (removed.isEmpty()) {
      return;
    }
    SortedMap<Integer, Long> byLine = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (removed.contains(lines.get(i).itemId())) {
        byLine.put(i, lines.get(i).itemId());
      }
    }
    throw new RemovedItemsException(byLine);
  }
}
