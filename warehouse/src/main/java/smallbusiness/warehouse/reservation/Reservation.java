package smallbusiness.warehouse.reservation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.ReservationState;
import smallbusiness.events.warehouse.ReservationStatus;
import smallbusiness.events.warehouse.Shortage;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;

/**
 * The stock reserved for an order: all of its lines, or nothing. A reservation ends once, by
 * release or by shipment, whichever comes first. Repeated and late updates change nothing and yield
 * no event.
 *
 * <p>The row exists from the first update about an order, so that the topics may arrive in any
 * order. {@link #version()} counts the events and is 0 while only the payment is known.
 */
@Entity
class Reservation {

  @Id
  @Column(name = "order_id")
  private long orderId;

  @Enumerated(EnumType.STRING)
  private @Nullable Status status;

  private boolean paid;

  @Column(name = "invoice_version")
  private long invoiceVersion;

  @Column(name = "shipped_at")
  private @Nullable Instant shippedAt;

  private long version;

  @ElementCollection
  @CollectionTable(name = "reservation_line", joinColumns = @JoinColumn(name = "order_id"))
  @OrderBy("itemId")
  @BatchSize(size = 1000)
  private List<Line> lines = new ArrayList<>();

  /** For Hibernate. */
  protected Reservation() {}

  /** A reservation before any update about its order. */
  Reservation(long orderId) {
    this.orderId = orderId;
  }

  /** The order was placed: reserves all lines, or reports the shortages. */
  List<SpecificRecord> place(List<Line> wanted, Stock stock, Instant now) {
    if (status != null) {
      return List.of();
    }
    List<SpecificRecord> events = new ArrayList<>();
    List<Line> byItem = wanted.stream().sorted(Comparator.comparingLong(Line::itemId)).toList();
    List<Line> shortLines =
        byItem.stream().filter(line -> stock.available(line.itemId()) < line.quantity()).toList();
    if (shortLines.isEmpty()) {
      lines.addAll(byItem);
      lines.forEach(
          line -> events.add(stock.item(line.itemId()).reserve(orderId, line.quantity())));
      status = Status.HELD;
      events.add(new StockReserved(orderId, ++version, state()));
      if (paid) {
        events.addAll(ship(stock, now));
      }
    } else {
      byItem.forEach(
          line ->
              lines.add(
                  shortLines.contains(line) ? line.shortOf(stock.available(line.itemId())) : line));
      status = Status.SHORT;
      events.add(new StockShort(orderId, ++version, shortages(), state()));
    }
    return events;
  }

  /** The order was cancelled: releases the reservation unless it has ended already. */
  List<SpecificRecord> cancel(List<Line> wanted, Stock stock) {
    if (status == null) {
      lines.addAll(wanted);
    } else if (status != Status.HELD) {
      return List.of();
    }
    List<SpecificRecord> events = new ArrayList<>();
    if (status == Status.HELD) {
      lines.forEach(
          line -> events.add(stock.item(line.itemId()).release(orderId, line.quantity())));
    }
    status = Status.RELEASED;
    events.add(new ReservationReleased(orderId, ++version, state()));
    return events;
  }

  /**
   * The invoice changed: ships the order if it is reserved and paid in full. Versions of the
   * invoice that are not newer than the last one are ignored.
   */
  List<SpecificRecord> pay(long version, boolean inFull, Stock stock, Instant now) {
    if (version <= invoiceVersion) {
      return List.of();
    }
    invoiceVersion = version;
    paid = inFull;
    return status == Status.HELD && paid ? ship(stock, now) : List.of();
  }

  private List<SpecificRecord> ship(Stock stock, Instant now) {
    List<SpecificRecord> events = new ArrayList<>();
    lines.forEach(line -> events.add(stock.item(line.itemId()).ship(orderId, line.quantity())));
    status = Status.SHIPPED;
    shippedAt = now;
    events.add(new OrderShipped(orderId, ++version, now, state()));
    return events;
  }

  /** Returns whether later updates may still move stock. */
  boolean open() {
    return status == null || status == Status.HELD;
  }

  private List<Shortage> shortages() {
    List<Shortage> shortages = new ArrayList<>();
    for (Line line : lines) {
      if (line.available() != null) {
        shortages.add(new Shortage(line.itemId(), line.quantity(), line.available()));
      }
    }
    return shortages;
  }

  private ReservationState state() {
    return new ReservationState(
        ReservationStatus.valueOf(status().name()), lines.stream().map(Line::published).toList());
  }

  long orderId() {
    return orderId;
  }

  /** Must not be called while only the payment is known. */
  Status status() {
    return Objects.requireNonNull(status, "only the payment is known");
  }

  /** The lines, ordered by item. */
  List<Line> lines() {
    return List.copyOf(lines);
  }

  @Nullable Instant shippedAt() {
    return shippedAt;
  }

  long version() {
    return version;
  }
}
