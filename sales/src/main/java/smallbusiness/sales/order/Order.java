package smallbusiness.sales.order;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderChanged;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.events.sales.OrderState;
import smallbusiness.events.sales.OrderStatus;

/**
 * What a customer asked for. It is PLACED until Warehouse answers, then CONFIRMED or REJECTED;
 * until it leaves the warehouse it can be CANCELLED. Each method that changes the order yields the
 * event that tells of it, or nothing when the order already is as asked: whatever comes twice or
 * late is harmless.
 */
@Entity
@Table(name = "sales_order")
class Order {

  @Id private long id;
  private long customerId;
  private Instant date;
  private Instant placedAt;

  @Enumerated(EnumType.STRING)
  private Status status;

  private BigDecimal total;
  private @Nullable Instant shippedAt;
  private long version;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
  @OrderColumn(name = "position")
  @BatchSize(size = 1000)
  private List<Line> lines = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "order_shortage", joinColumns = @JoinColumn(name = "order_id"))
  @OrderColumn(name = "position")
  @BatchSize(size = 1000)
  private List<Shortage> shortages = new ArrayList<>();

  /** For Hibernate. */
  protected Order() {}

  /**
   * Places an order.
   *
   * @param id a number never used before
   * @param date when the order was placed, as the business says
   * @param now when it is taken; its wait for Warehouse counts from here
   * @throws InvalidDateException when no order can have the date
   */
  Order(long id, long customerId, Instant date, Lines lines, Instant now) {
    this.id = id;
    this.customerId = customerId;
    this.date = OrderDate.of(date, now);
    this.placedAt = OrderDate.micros(now);
    this.status = Status.PLACED;
    this.total = lines.total();
    this.lines.addAll(lines.all());
    this.version = 1;
  }

  /** The event that tells of the order's beginning; its first. */
  OrderPlaced placed() {
    return new OrderPlaced(id, version, state());
  }

  /**
   * Changes customer or date of an open order.
   *
   * @throws LinesFixedException when other lines are asked for
   * @throws InvalidDateException when no order can have the date
   * @throws OrderClosedException when the order is no longer open and would change
   */
  Optional<OrderChanged> change(OrderChange change, Instant now) {
    if (change.lines() != null && !sameLines(change.lines())) {
      throw new LinesFixedException(id);
    }
    long newCustomer = Objects.requireNonNullElse(change.customerId(), customerId);
    Instant newDate = change.date() == null ? date : OrderDate.of(change.date(), now);
    if (newCustomer == customerId && newDate.equals(date)) {
      return Optional.empty();
    }
    if (!status.open()) {
      throw new OrderClosedException(id, status);
    }
    customerId = newCustomer;
    date = newDate;
    return Optional.of(new OrderChanged(id, ++version, state()));
  }

  /**
   * Calls the order off.
   *
   * @throws OrderClosedException when it was rejected or has left the warehouse
   */
  Optional<OrderCancelled> cancel() {
    return switch (status) {
      case PLACED, CONFIRMED -> {
        status = Status.CANCELLED;
        yield Optional.of(new OrderCancelled(id, ++version, state()));
      }
      case CANCELLED -> Optional.empty();
      case REJECTED, SHIPPED -> throw new OrderClosedException(id, status);
    };
  }

  /** Warehouse has promised all lines. A cancelled order stays so: Warehouse will release it. */
  Optional<OrderConfirmed> confirm() {
    return switch (status) {
      case PLACED -> {
        status = Status.CONFIRMED;
        yield Optional.of(new OrderConfirmed(id, ++version, state()));
      }
      case CONFIRMED, REJECTED, SHIPPED, CANCELLED -> Optional.empty();
    };
  }

  /** Warehouse could not promise all lines. */
  Optional<OrderRejected> reject(List<Shortage> because) {
    return switch (status) {
      case PLACED -> {
        status = Status.REJECTED;
        shortages.addAll(because);
        yield Optional.of(
            new OrderRejected(
                id, ++version, because.stream().map(Shortage::published).toList(), state()));
      }
      case CONFIRMED, REJECTED, SHIPPED, CANCELLED -> Optional.empty();
    };
  }

  /**
   * The order has left the warehouse. Warehouse is the judge of that: goods that are gone are gone,
   * also when the order was cancelled here at the same moment, or when its answer to the order was
   * skipped by an operator.
   *
   * @throws IllegalStateException when Warehouse had said that there was too little, and nothing
   *     can have left
   */
  Optional<OrderShipped> ship(Instant when) {
    return switch (status) {
      case PLACED, CONFIRMED, CANCELLED -> {
        status = Status.SHIPPED;
        Instant left = OrderDate.micros(when);
        shippedAt = left;
        yield Optional.of(new OrderShipped(id, ++version, left, state()));
      }
      case SHIPPED -> Optional.empty();
      case REJECTED ->
          throw new IllegalStateException("Order " + id + " was rejected and cannot have left");
    };
  }

  private boolean sameLines(List<Line> others) {
    return others.size() == lines.size() && new HashSet<>(others).equals(new HashSet<>(lines));
  }

  private OrderState state() {
    return new OrderState(
        customerId,
        date,
        OrderStatus.valueOf(status.name()),
        lines.stream().map(Line::published).toList(),
        total);
  }

  long id() {
    return id;
  }

  long customerId() {
    return customerId;
  }

  /** When it was placed, as the business says. */
  Instant date() {
    return date;
  }

  /** When the order was taken, whatever its date says. */
  Instant placedAt() {
    return placedAt;
  }

  Status status() {
    return status;
  }

  /** Sum of price times quantity, with two decimals. */
  BigDecimal total() {
    return total;
  }

  /** When it left the warehouse; null until then. */
  @Nullable Instant shippedAt() {
    return shippedAt;
  }

  /** How many events the order has had. */
  long version() {
    return version;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Why the order was rejected; empty otherwise. Of a rejected order: fetched on first use. */
  List<Shortage> shortages() {
    return status == Status.REJECTED ? List.copyOf(shortages) : List.of();
  }
}
