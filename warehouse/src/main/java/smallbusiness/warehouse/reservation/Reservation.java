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
 * What the warehouse promised to an order: all of its lines, or nothing. A promise ends once, by
 * release or by shipment, whichever comes first; what comes twice or too late changes nothing and
 * yields no event.
 *
 * <p>It is kept from the first that Warehouse hears of an order, so that the topics may come in any
 * order; {@link #version()} counts its events and is 0 while only its payment is known.
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

  /** An order of which the warehouse has not heard before. */
  Reservation(long orderId) {
    this.orderId = orderId;
  }

  /** The order was placed: promises all of it, or says what is short. */
  List<SpecificRecord> place(List<Line> wanted, Stock stock, Instant now) {
    if (status != null) {
      return List.of();
    }
    List<SpecificRecord> events = new ArrayList<>();
    List<Line> byItem = wanted.stream().sorted(Comparator.comparingLong(Line::itemId)).toList();
    List<Line> tooMany =
        byItem.stream().filter(line -> stock.available(line.itemId()) < line.quantity()).toList();
    if (tooMany.isEmpty()) {
      lines.addAll(byItem);
      lines.forEach(
          line -> events.add(stock.item(line.itemId()).reserve(orderId, line.quantity())));
      status = Status.HELD;
      events.add(new StockReserved(orderId, ++version, state()));
      if (paid) {
        events.addAll(leave(stock, now));
      }
    } else {
      byItem.forEach(
          line ->
              lines.add(
                  tooMany.contains(line) ? line.shortOf(stock.available(line.itemId())) : line));
      status = Status.SHORT;
      events.add(new StockShort(orderId, ++version, shortages(), state()));
    }
    return events;
  }

  /** The order was cancelled: the promise ends, unless the pieces have left already. */
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
   * What is due for the order is paid, or no longer is: what is promised and paid leaves. What an
   * older version of the invoice says, or the same one again, changes nothing.
   */
  List<SpecificRecord> pay(long version, boolean inFull, Stock stock, Instant now) {
    if (version <= invoiceVersion) {
      return List.of();
    }
    invoiceVersion = version;
    paid = inFull;
    return status == Status.HELD && paid ? leave(stock, now) : List.of();
  }

  private List<SpecificRecord> leave(Stock stock, Instant now) {
    List<SpecificRecord> events = new ArrayList<>();
    lines.forEach(line -> events.add(stock.item(line.itemId()).ship(orderId, line.quantity())));
    status = Status.SHIPPED;
    shippedAt = now;
    events.add(new OrderShipped(orderId, ++version, now, state()));
    return events;
  }

  /** Whether stock may still move for the order. */
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

  /** Defined once the order itself is known. */
  Status status() {
    return Objects.requireNonNull(status, "the order is not known yet");
  }

  /** By item. */
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
