package smallbusiness.warehouse.reservation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.warehouse.stock.Items;

/**
 * Reserves, releases and ships stock for orders. A batch of updates takes few SQL statements. Every
 * batch locks reservations first, then items, each in the order of identifiers, so that concurrent
 * batches cannot deadlock.
 */
@Service
class Reserving {

  private final Reservations reservations;
  private final Items items;
  private final Outbox outbox;
  private final Clock clock;

  Reserving(Reservations reservations, Items items, Outbox outbox, Clock clock) {
    this.reservations = reservations;
    this.items = items;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Applies the updates in order. Repeated updates have no effect. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(List<OrderUpdate> updates) {
    if (updates.isEmpty()) {
      return;
    }
    Map<Long, Reservation> byOrder = lockReservations(updates);
    Stock stock = lockItems(byOrder, updates);
    // The precision of events and of the database.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<SpecificRecord> events = new ArrayList<>();
    for (OrderUpdate update : updates) {
      Reservation reservation = Objects.requireNonNull(byOrder.get(update.orderId()));
      events.addAll(
          switch (update) {
            case OrderUpdate.Placed placed -> reservation.place(placed.lines(), stock, now);
            case OrderUpdate.Cancelled cancelled -> reservation.cancel(cancelled.lines(), stock);
            case OrderUpdate.Paid paid ->
                reservation.pay(paid.version(), paid.inFull(), stock, now);
          });
    }
    outbox.append(events);
  }

  /**
   * Locks the reservations of all the orders, keyed by order. An order and its payment arrive on
   * two topics in any order: the transaction that inserts the row first wins, and the other waits
   * here. All rows are inserted before any is locked.
   */
  private Map<Long, Reservation> lockReservations(List<OrderUpdate> updates) {
    SortedSet<Long> orderIds = new TreeSet<>();
    updates.forEach(update -> orderIds.add(update.orderId()));
    reservations.add(orderIds.stream().mapToLong(Long::longValue).toArray());
    Map<Long, Reservation> byOrder = new TreeMap<>();
    reservations.lock(orderIds).forEach(found -> byOrder.put(found.orderId(), found));
    return byOrder;
  }

  /** Locks only the items whose stock may move. */
  private Stock lockItems(Map<Long, Reservation> byOrder, List<OrderUpdate> updates) {
    SortedSet<Long> itemIds = new TreeSet<>();
    byOrder.values().stream()
        .filter(Reservation::open)
        .forEach(reservation -> reservation.lines().forEach(line -> itemIds.add(line.itemId())));
    for (OrderUpdate update : updates) {
      if (update instanceof OrderUpdate.Placed placed
          && Objects.requireNonNull(byOrder.get(placed.orderId())).open()) {
        placed.lines().forEach(line -> itemIds.add(line.itemId()));
      }
    }
    return new Stock(items.lockAll(itemIds));
  }
}
