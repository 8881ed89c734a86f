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
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.sales.catalogue.Catalogue;

/** Placing, changing and cancelling orders; each commits together with its event. */
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
   * Places an order. Whether there is enough of everything is for Warehouse to say, later.
   *
   * @param date when it was placed; null means now
   * @throws RemovedItemsException when Warehouse is known to have removed an item
   * @throws InvalidDateException when no order can have the date
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
   * @param expected is given the order as it is and throws when the caller expects another
   * @throws UnknownOrderException when there is none
   * @throws LinesFixedException when other lines are asked for
   * @throws InvalidDateException when no order can have the date
   * @throws OrderClosedException when the order has come too far
   */
  @Transactional
  public Order change(long id, OrderChange change, Consumer<Order> expected) {
    Order order = locked(id);
    expected.accept(order);
    order.change(change, clock.instant()).ifPresent(outbox::append);
    return whole(order);
  }

  /**
   * Calls an order off.
   *
   * @param expected is given the current version and throws when the caller expects another
   * @throws UnknownOrderException when there is none
   * @throws OrderClosedException when the order has come too far
   */
  @Transactional
  public Order cancel(long id, LongConsumer expected) {
    Order order = locked(id);
    expected.accept(order.version());
    order.cancel().ifPresent(outbox::append);
    return order;
  }

  /**
   * One order.
   *
   * @throws UnknownOrderException when there is none
   */
  @Transactional(readOnly = true)
  public Order find(long id) {
    return orders
        .findById(id)
        .map(Ordering::whole)
        .orElseThrow(() -> new UnknownOrderException(id));
  }

  /** The next orders by identifier. */
  @Transactional(readOnly = true)
  public List<Order> page(long after, int limit) {
    return orders.page(after, Limit.of(limit)).stream().map(Ordering::whole).toList();
  }

  private Order locked(long id) {
    return orders.lock(id).orElseThrow(() -> new UnknownOrderException(id));
  }

  /** Shortages are fetched only where there are any, and only within a transaction. */
  private static Order whole(Order order) {
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
