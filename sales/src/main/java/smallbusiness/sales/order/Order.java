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
import smallbusiness.messaging.BusinessDate;
import smallbusiness.messaging.BusinessDate.InvalidDateException;

/**
 * A customer's order. It is PLACED until Warehouse answers, then CONFIRMED or REJECTED, and can be
 * CANCELLED until it is SHIPPED. Each method that changes the order returns the resulting event, or
 * empty when nothing changes, so that repeated and late updates are harmless.
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
   * @param id a new identifier
   * @param date the business date
   * @param now when the order is accepted
   * @throws InvalidDateException when the date is out of range
   */
  Order(long id, long customerId, Instant date, Lines lines, Instant now) {
    this.id = id;
    this.customerId = customerId;
    this.date = BusinessDate.require(date, now);
    this.placedAt = BusinessDate.micros(now);
    this.status = Status.PLACED;
    this.total = lines.total();
    this.lines.addAll(lines.all());
    this.version = 1;
  }

  /** The order's first event. */
  OrderPlaced placed() {
    return new OrderPlaced(id, version, state());
  }

  /**
   * Changes the customer or date of an open order.
   *
   * @throws LinesFixedException when the lines would change
   * @throws InvalidDateException when the date is out of range
   * @throws OrderClosedException when a closed order would change
   */
  Optional<OrderChanged> change(OrderChange change, Instant now) {
    if (change.lines() != null && !sameLines(change.lines())) {
      throw new LinesFixedException(id);
    }
    long newCustomer = Objects.requireNonNullElse(change.customerId(), customerId);
    Instant newDate = change.date() == null ? date : BusinessDate.require(change.date(), now);
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
   * Cancels the order.
   *
   * @throws OrderClosedException when it was rejected or shipped
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

  /** Warehouse reserved all lines. A cancelled order stays cancelled: Warehouse releases it. */
  Optional<OrderConfirmed> confirm() {
    return switch (status) {
      case PLACED -> {
        status = Status.CONFIRMED;
        yield Optional.of(new OrderConfirmed(id, ++version, state()));
      }
      case CONFIRMED, REJECTED, SHIPPED, CANCELLED -> Optional.empty();
    };
  }

  /** Warehouse could not reserve all lines. */
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
   * Warehouse shipped the order. This also holds for an order that was cancelled here at the same
   * moment, or whose confirmation was skipped by an operator: the goods are gone.
   *
   * @throws IllegalStateException when the order was rejected, so that nothing can have been
   *     shipped
   */
  Optional<OrderShipped> ship(Instant when) {
    return switch (status) {
      case PLACED, CONFIRMED, CANCELLED -> {
        status = Status.SHIPPED;
        Instant at = BusinessDate.micros(when);
        shippedAt = at;
        yield Optional.of(new OrderShipped(id, ++version, at, state()));
      }
      case SHIPPED -> Optional.empty();
      case REJECTED ->
          throw new IllegalStateException("Order " + id + " was rejected and cannot be shipped");
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

  /** The business date. */
  Instant date() {
    return date;
  }

  /** When the order was accepted. */
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

  /** Null until the order is shipped. */
  @Nullable Instant shippedAt() {
    return shippedAt;
  }

  /** The number of events of this order so far. */
  long version() {
    return version;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** The shortages of a rejected order, fetched lazily; empty otherwise. */
  List<Shortage> shortages() {
    return status == Status.REJECTED ? List.copyOf(shortages) : List.of();
  }
}
