package smallbusiness.accounting.invoice;

import static smallbusiness.events.accounting.InvoiceStatus.OPEN;
import static smallbusiness.events.accounting.InvoiceStatus.OVERPAID;
import static smallbusiness.events.accounting.InvoiceStatus.PAID;
import static smallbusiness.events.accounting.InvoiceStatus.PART_PAID;
import static smallbusiness.events.accounting.InvoiceStatus.REFUND_DUE;
import static smallbusiness.events.accounting.InvoiceStatus.VOID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import smallbusiness.accounting.transaction.Booking;
import smallbusiness.accounting.transaction.PaidOutOfRangeException;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.accounting.InvoiceVoided;

/**
 * What is due for an order and what of it is paid. It is kept from the first that Accounting hears
 * of an order, be it a payment: what comes before the order is confirmed waits here unallocated,
 * and counts when the invoice is issued. {@link #version()} counts its events and is 0 until then.
 *
 * <p>What Sales says of the order is taken once and never backwards, by the order's version.
 */
@Entity
public class Invoice {

  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  @Id private long orderId;
  private long version;
  private long orderVersion;
  private boolean closed;
  private BigDecimal amount;
  private BigDecimal paid;

  @Enumerated(EnumType.STRING)
  private @Nullable InvoiceStatus state;

  /** For JPA. */
  protected Invoice() {}

  /** An order of which Accounting knows nothing yet. */
  Invoice(long orderId) {
    this.orderId = orderId;
    this.amount = NOTHING;
    this.paid = NOTHING;
  }

  /**
   * The order is confirmed, or shipped: its total is due. It is due again when the order had been
   * cancelled and was shipped none the less.
   *
   * @param orderVersion the version of the order that says so
   * @param total the order's total, never negative
   * @return what happened: nothing when this, or something newer, was known
   */
  Optional<SpecificRecord> due(long orderVersion, BigDecimal total) {
    if (orderVersion <= this.orderVersion) {
      return Optional.empty();
    }
    this.orderVersion = orderVersion;
    closed = false;
    return settle(total, paid)
        .map(
            after ->
                version == 1
                    ? new InvoiceIssued(orderId, version, after)
                    : new InvoiceBalanceChanged(orderId, version, after));
  }

  /**
   * The order ended without shipment, rejected or cancelled: nothing is due any more. An order that
   * ends before it was ever due gets an invoice only when there is money to pay back.
   *
   * @param orderVersion the version of the order that says so
   * @return what happened: nothing when this, or something newer, was known
   */
  Optional<SpecificRecord> ended(long orderVersion) {
    if (orderVersion <= this.orderVersion) {
      return Optional.empty();
    }
    this.orderVersion = orderVersion;
    closed = true;
    return settle(NOTHING, paid).map(after -> new InvoiceVoided(orderId, version, after));
  }

  /**
   * Money moved for the order.
   *
   * @param change by how much what is paid grows or, when negative, shrinks
   * @return what happened: nothing while there is no invoice
   * @throws PaidOutOfRangeException when the sum could no longer be told; nothing has changed then
   */
  Optional<SpecificRecord> moneyMoved(BigDecimal change) {
    BigDecimal sum = paid.add(change);
    if (sum.abs().compareTo(Booking.MAX_SUM) > 0) {
      throw new PaidOutOfRangeException(orderId);
    }
    return settle(amount, sum)
        .map(
            after ->
                version == 1
                    ? new InvoiceVoided(orderId, version, after)
                    : new InvoiceBalanceChanged(orderId, version, after));
  }

  private Optional<InvoiceState> settle(BigDecimal newAmount, BigDecimal newPaid) {
    boolean same = newAmount.compareTo(amount) == 0 && newPaid.compareTo(paid) == 0;
    amount = newAmount;
    paid = newPaid;
    InvoiceStatus settled = settled();
    if (settled == null || (same && settled == state)) {
      return Optional.empty();
    }
    state = settled;
    version++;
    return Optional.of(new InvoiceState(amount, paid, settled));
  }

  private @Nullable InvoiceStatus settled() {
    if (orderVersion == 0) {
      return null;
    }
    if (closed) {
      return paid.signum() > 0 ? REFUND_DUE : version == 0 ? null : VOID;
    }
    int compared = paid.compareTo(amount);
    if (compared == 0) {
      return PAID;
    }
    if (compared > 0) {
      return OVERPAID;
    }
    return paid.signum() > 0 ? PART_PAID : OPEN;
  }

  /** The order; there is one invoice for each. */
  public long orderId() {
    return orderId;
  }

  /** Number of events so far; 0 while there is no invoice. */
  public long version() {
    return version;
  }

  /** Money due; zero once the order has ended without shipment. */
  public BigDecimal amount() {
    return amount;
  }

  /** Sum of the order's live transactions, also while there is no invoice. */
  public BigDecimal paid() {
    return paid;
  }

  /** What the two come to; null while there is no invoice. */
  public @Nullable InvoiceStatus state() {
    return state;
  }
}
