package smallbusiness.accounting.transaction;

/**
 * A transaction would bring what is paid for an order beyond {@link Booking#MAX_SUM}, either way.
 */
public final class PaidOutOfRangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long orderId;

  /** For an order. */
  public PaidOutOfRangeException(long orderId) {
    super("What is paid for order " + orderId + " would exceed " + Booking.MAX_SUM);
    this.orderId = orderId;
  }

  /** The order that was to be paid. */
  public long orderId() {
    return orderId;
  }
}
