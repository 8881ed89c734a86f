package smallbusiness.sales.order;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.sales.catalogue.Catalogue;

/**
 * What people do with orders. Each command is one transaction: the order and its event, or nothing.
 */
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
  public OrderView place(long customerId, Lines lines, @Nullable Instant date) {
    refuseRemoved(lines.all());
    Instant now = clock.instant();
    Order order = new Order(orders.nextId(), customerId, date == null ? now : date, lines, now);
    entities.persist(order);
    outbox.append(order.placed());
    return OrderView.of(order);
  }

  /**
   * Changes an order.
   *
   * @param seen accepts the order's version, or throws when the client knows another
   * @throws UnknownOrderException when there is no such order
   * @throws LinesFixedException when other lines are asked for
   * @throws InvalidDateException when no order can have the date
   * @throws OrderClosedException when the order has come too far
   */
  @Transactional
  public OrderView change(long id, LongConsumer seen, OrderChange change) {
    Order order = locked(id, seen);
    order.change(change, clock.instant()).ifPresent(outbox::append);
    return OrderView.of(order);
  }

  /**
   * Calls an order off.
   *
   * @param seen accepts the order's version, or throws when the client knows another
   * @throws UnknownOrderException when there is no such order
   * @throws OrderClosedException when the order has come too far
   */
  @Transactional
  public OrderView cancel(long id, LongConsumer seen) {
    Order order = locked(id, seen);
    order.cancel().ifPresent(outbox::append);
    return OrderView.of(order);
  }

  /**
   * One order.
   *
   * @throws UnknownOrderException when there is none
   */
  @Transactional(readOnly = true)
  public OrderView order(long id) {
    return orders.findById(id).map(OrderView::of).orElseThrow(() -> new UnknownOrderException(id));
  }

  /** The orders after a number, by number. */
  @Transactional(readOnly = true)
  public List<OrderView> orders(long after, int limit) {
    return orders.findByIdGreaterThanOrderById(after, Limit.of(limit)).stream()
        .map(OrderView::of)
        .toList();
  }

  private Order locked(long id, LongConsumer seen) {
    Order order = orders.lock(id).orElseThrow(() -> new UnknownOrderException(id));
    seen.accept(order.version());
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
