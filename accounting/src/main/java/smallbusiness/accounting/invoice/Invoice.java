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
 * The amount due for an order and the amount paid. The row exists from the first update or payment
 * of an order: payments before the order is confirmed wait here and count when the invoice is
 * issued. {@link #version()} counts its events and is 0 until then.
 *
 * <p>Updates of the order are applied once, in ascending order of the order's version.
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

  /** An order without updates or payments. */
  Invoice(long orderId) {
    this.orderId = orderId;
    this.amount = NOTHING;
    this.paid = NOTHING;
  }

  /**
   * The order was confirmed or shipped: its total is due. A cancelled order that was shipped anyway
   * becomes due again.
   *
   * @param orderVersion the order's version
   * @param total the order's total, not negative
   * @return the resulting event; empty when nothing changes or the version is not newer
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
   * The order was rejected or cancelled: nothing is due anymore. If there is no invoice yet, one is
   * created only when there is money to refund.
   *
   * @param orderVersion the order's version
   * @return the resulting event; empty when nothing changes or the version is not newer
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
   * Adds a payment or, if negative, a refund.
   *
   * @return the resulting event; empty while there is no invoice
   * @throws PaidOutOfRangeException when the sum could not be stored; nothing has changed then
   */
  Optional<SpecificRecord> pay(BigDecimal change) {
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
    boolean unchanged = newAmount.compareTo(amount) == 0 && newPaid.compareTo(paid) == 0;
    amount = newAmount;
    paid = newPaid;
    InvoiceStatus newState = newState();
    if (newState == null || (unchanged && newState == state)) {
      return Optional.empty();
    }
    state = newState;
    version++;
    return Optional.of(new InvoiceState(amount, paid, newState));
  }

  private @Nullable InvoiceStatus newState() {
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

  public long orderId() {
    return orderId;
  }

  /** The number of events so far; 0 while there is no invoice. */
  public long version() {
    return version;
  }

  /** The amount due; zero for rejected and cancelled orders. */
  public BigDecimal amount() {
    return amount;
  }

  /** The sum of the order's live transactions, even while there is no invoice. */
  public BigDecimal paid() {
    return paid;
  }

  /** Null while there is no invoice. */
  public @Nullable InvoiceStatus state() {
    return state;
  }
}
