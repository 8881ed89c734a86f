package smallbusiness.acceptance.randomlife;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A simple model of the three systems: every sum is recomputed on each read. If commands race, it
 * knows the possible outcomes of an order, and learns the actual one from the systems.
 */
final class BusinessModel {

  /** The final states of an order, or its state while it waits for payment. */
  enum Outcome {
    CONFIRMED,
    REJECTED,
    CANCELLED,
    SHIPPED;

    boolean sold() {
      return this == CONFIRMED || this == SHIPPED;
    }
  }

  /** An item of an order. */
  record Line(long item, BigDecimal price, long quantity) {}

  /** The current state of a payment. */
  record Payment(long order, BigDecimal sum, boolean voided) {}

  /** A customer; the name is null after erasure. */
  record Customer(@Nullable String name) {}

  /** An item with the total quantity supplied, including what was shipped. */
  record Item(BigDecimal price, long supplied, boolean removed) {}

  /** An order and the responses that its client received. */
  static final class Order {
    final List<Line> lines;
    final BigDecimal total;
    long customer;
    boolean cancelled;
    boolean closed;
    boolean onceConfirmed;
    @Nullable Outcome outcome;

    Order(long customer, List<Line> lines) {
      this.customer = customer;
      this.lines = List.copyOf(lines);
      this.total =
          lines.stream()
              .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
              .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
  }

  final Map<Long, Item> items = new LinkedHashMap<>();
  final Map<Long, Order> orders = new LinkedHashMap<>();
  final Map<Long, Payment> payments = new LinkedHashMap<>();
  final Map<Long, Customer> customers = new LinkedHashMap<>();
  private final Map<Long, BigDecimal> inflows = new LinkedHashMap<>();

  /** Records or updates a payment. */
  void book(long id, Payment now) {
    Payment before = payments.put(id, now);
    BigDecimal earlier =
        before == null || before.voided() || before.order() != now.order()
            ? BigDecimal.ZERO
            : before.sum();
    BigDecimal later = now.voided() ? BigDecimal.ZERO : now.sum();
    inflows.merge(now.order(), later.subtract(earlier).max(BigDecimal.ZERO), BigDecimal::add);
    if (before != null && before.order() != now.order() && before.sum().signum() < 0) {
      inflows.merge(before.order(), before.sum().negate(), BigDecimal::add);
    }
  }

  /** Changes the supplied quantity and the price. */
  void supply(long item, long pieces, BigDecimal price) {
    items.merge(
        item,
        new Item(price, pieces, false),
        (was, more) -> new Item(price, was.supplied() + pieces, false));
  }

  /** Marks an item as removed. */
  void remove(long item) {
    items.computeIfPresent(item, (id, was) -> new Item(was.price(), was.supplied(), true));
  }

  /** Marks the outcome as unknown because commands race for the order. */
  void forgetOutcome(long order) {
    Order raced = orders.get(order);
    if (raced != null && raced.outcome == Outcome.CONFIRMED) {
      raced.outcome = null;
    }
  }

  /** Predicts the outcome of a new order when no other command runs. */
  void predictOutcome(long id) {
    Order order = order(id);
    boolean sufficient =
        order.lines.stream().allMatch(line -> available(line.item()) >= line.quantity());
    order.outcome = sufficient ? Outcome.CONFIRMED : Outcome.REJECTED;
    order.onceConfirmed = sufficient;
    shipIfPaid(id);
  }

  /** Predicts the effect of a payment when no other command runs. */
  void shipIfPaid(long id) {
    Order order = orders.get(id);
    if (order != null
        && order.outcome == Outcome.CONFIRMED
        && paid(id).compareTo(order.total) >= 0) {
      order.outcome = Outcome.SHIPPED;
    }
  }

  /** The possible outcomes of the order. */
  Set<Outcome> possible(long id) {
    Order order = order(id);
    if (order.outcome != null) {
      return EnumSet.of(order.outcome);
    }
    Set<Outcome> possible = EnumSet.noneOf(Outcome.class);
    if (inflow(id).compareTo(order.total) >= 0) {
      possible.add(Outcome.SHIPPED);
    }
    if (!order.onceConfirmed && !order.cancelled) {
      possible.add(Outcome.REJECTED);
    }
    if (order.cancelled) {
      possible.add(Outcome.CANCELLED);
    } else if (!order.closed && paid(id).compareTo(order.total) < 0) {
      possible.add(Outcome.CONFIRMED);
    }
    if (order.closed) {
      possible.removeAll(EnumSet.of(Outcome.CONFIRMED, Outcome.CANCELLED));
    }
    return possible;
  }

  /** The sum of the order's valid payments. */
  BigDecimal paid(long order) {
    return payments.values().stream()
        .filter(payment -> payment.order() == order && !payment.voided())
        .map(Payment::sum)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** The highest possible sum of payments at any time, in any order of events. */
  private BigDecimal inflow(long order) {
    return inflows.getOrDefault(order, BigDecimal.ZERO);
  }

  long quantity(long item) {
    return item(item).supplied() - pieces(item, Outcome.SHIPPED::equals);
  }

  long reserved(long item) {
    return pieces(item, Outcome.CONFIRMED::equals);
  }

  /** The available quantity; zero for unknown or removed items. */
  long available(long item) {
    Item known = items.get(item);
    return known == null || known.removed() ? 0 : quantity(item) - reserved(item);
  }

  /** The quantity of the item in orders with a matching outcome. */
  long pieces(long item, Predicate<@Nullable Outcome> which) {
    return orders.values().stream()
        .filter(order -> which.test(order.outcome))
        .flatMap(order -> order.lines.stream())
        .filter(line -> line.item() == item)
        .mapToLong(Line::quantity)
        .sum();
  }

  List<Long> livePayments() {
    List<Long> live = new ArrayList<>();
    payments.forEach(
        (id, payment) -> {
          if (!payment.voided()) {
            live.add(id);
          }
        });
    return live;
  }

  Order order(long id) {
    return Objects.requireNonNull(orders.get(id));
  }

  Item item(long id) {
    return Objects.requireNonNull(items.get(id));
  }
}
