package smallbusiness.accounting.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.sales.OrderStatus;

/**
 * The expected state of Accounting, computed in the simplest way: sums of all payments, and the
 * last event of each order.
 */
final class BooksModel {

  static final BigDecimal TOTAL = new BigDecimal("100.00");

  final Map<Long, Payment> payments = new LinkedHashMap<>();
  final Map<Long, Order> orders = new LinkedHashMap<>();

  /** The current state of a payment. */
  record Payment(long orderId, BigDecimal sum, boolean voided) {}

  /** An order: all its events, and how many have been applied. */
  static final class Order {
    final List<OrderStatus> script;
    int applied;
    boolean hasInvoice;

    Order(List<OrderStatus> script) {
      this.script = script;
    }

    OrderStatus status() {
      return applied == 0 ? OrderStatus.PLACED : script.get(applied - 1);
    }

    boolean isDue() {
      return status() == OrderStatus.CONFIRMED || status() == OrderStatus.SHIPPED;
    }

    boolean hasEnded() {
      return status() == OrderStatus.REJECTED || status() == OrderStatus.CANCELLED;
    }
  }

  /** Applies the order's events up to a position. */
  void apply(long orderId, int upTo) {
    Order order = order(orderId);
    while (order.applied < upTo) {
      order.applied++;
      updateHasInvoice(orderId);
    }
  }

  /** Sets the current state of a payment. */
  void pay(long id, Payment payment) {
    Payment before = payments.put(id, payment);
    updateHasInvoice(payment.orderId());
    updateHasInvoice(before == null ? payment.orderId() : before.orderId());
  }

  /** Once an invoice exists, it exists forever. */
  private void updateHasInvoice(long orderId) {
    Order order = order(orderId);
    order.hasInvoice |= order.isDue() || (order.hasEnded() && paid(orderId).signum() > 0);
  }

  BigDecimal paid(long orderId) {
    return payments.values().stream()
        .filter(payment -> payment.orderId() == orderId && !payment.voided())
        .map(Payment::sum)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  BigDecimal amount(long orderId) {
    return order(orderId).isDue() ? TOTAL : new BigDecimal("0.00");
  }

  /** The state of an order's invoice; null when there is none. */
  @Nullable InvoiceStatus state(long orderId) {
    Order order = order(orderId);
    int sign = paid(orderId).signum();
    int compared = paid(orderId).compareTo(TOTAL);
    if (!order.hasInvoice) {
      return null;
    } else if (order.hasEnded()) {
      return sign > 0 ? InvoiceStatus.REFUND_DUE : InvoiceStatus.VOID;
    } else if (compared == 0) {
      return InvoiceStatus.PAID;
    } else if (compared > 0) {
      return InvoiceStatus.OVERPAID;
    }
    return sign > 0 ? InvoiceStatus.PART_PAID : InvoiceStatus.OPEN;
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

  Order order(long orderId) {
    return Objects.requireNonNull(orders.get(orderId));
  }

  Payment payment(long id) {
    return Objects.requireNonNull(payments.get(id));
  }
}
