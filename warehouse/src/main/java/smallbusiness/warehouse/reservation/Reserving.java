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
 * Promises stock to orders and lets it go. A batch of steps takes a handful of statements: it locks
 * first the reservations by order, then the items by identifier, so that any number of batches wait
 * for each other in line and never in a circle.
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

  /** Takes the steps one after the other; what they did before, they do not do again. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void take(List<Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    Map<Long, Reservation> byOrder = locked(steps);
    Stock stock = locked(byOrder, steps);
    // As exact as the event and the database can tell it.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<SpecificRecord> events = new ArrayList<>();
    for (Step step : steps) {
      Reservation reservation = Objects.requireNonNull(byOrder.get(step.orderId()));
      events.addAll(
          switch (step) {
            case Step.Placed placed -> reservation.place(placed.lines(), stock, now);
            case Step.Cancelled cancelled -> reservation.cancel(cancelled.lines(), stock);
            case Step.Paid paid -> reservation.pay(paid.version(), paid.inFull(), stock, now);
          });
    }
    outbox.append(events);
  }

  /**
   * The reservations of all the orders. An order and its payment come through two topics and may
   * both be the first news of it: who adds the row goes first, the other waits here. Rows are added
   * before any is locked, and both by order, so that nobody waits in a circle.
   */
  private Map<Long, Reservation> locked(List<Step> steps) {
    SortedSet<Long> orderIds = new TreeSet<>();
    steps.forEach(step -> orderIds.add(step.orderId()));
    reservations.add(orderIds.stream().mapToLong(Long::longValue).toArray());
    Map<Long, Reservation> byOrder = new TreeMap<>();
    reservations.lock(orderIds).forEach(found -> byOrder.put(found.orderId(), found));
    return byOrder;
  }

  /** Only the items that may move. */
  private Stock locked(Map<Long, Reservation> byOrder, List<Step> steps) {
    SortedSet<Long> itemIds = new TreeSet<>();
    byOrder.values().stream()
        .filter(Reservation::open)
        .forEach(reservation -> reservation.lines().forEach(line -> itemIds.add(line.itemId())));
    for (Step step : steps) {
      if (step instanceof Step.Placed placed) {
        if (Objects.requireNonNull(byOrder.get(placed.orderId())).open()) {
          placed.lines().forEach(line -> itemIds.add(line.itemId()));
        }
      }
    }
    return new Stock(items.lockAll(itemIds));
  }
}
