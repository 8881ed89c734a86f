package smallbusiness.warehouse.reservation;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final EntityManager entities;
  private final Outbox outbox;
  private final Clock clock;

  Reserving(
      Reservations reservations, Items items, EntityManager entities, Outbox outbox, Clock clock) {
    this.reservations = reservations;
    this.items = items;
    this.entities = entities;
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
    List<Reservation> fresh = new ArrayList<>();
    for (Step step : steps) {
      Reservation reservation = byOrder.get(step.orderId());
      if (reservation == null) {
        reservation = new Reservation(step.orderId());
        fresh.add(reservation);
        byOrder.put(step.orderId(), reservation);
      }
      events.addAll(
          switch (step) {
            case Step.Placed placed -> reservation.place(placed.lines(), stock, now);
            case Step.Cancelled cancelled -> reservation.cancel(cancelled.lines(), stock);
            case Step.Paid paid -> reservation.pay(paid.inFull(), stock, now);
          });
    }
    // Only now, so that each is written once, with its outcome.
    fresh.forEach(entities::persist);
    outbox.append(events);
  }

  private Map<Long, Reservation> locked(List<Step> steps) {
    SortedSet<Long> orderIds = new TreeSet<>();
    steps.forEach(step -> orderIds.add(step.orderId()));
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
        Reservation known = byOrder.get(placed.orderId());
        if (known == null || known.open()) {
          placed.lines().forEach(line -> itemIds.add(line.itemId()));
        }
      }
    }
    return new Stock(items.lockAll(itemIds));
  }
}
