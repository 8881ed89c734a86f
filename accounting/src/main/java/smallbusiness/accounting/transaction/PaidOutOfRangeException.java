package smallbusiness.accounting.transaction;

/** A transaction would bring the amount paid for an order beyond {@link Booking#MAX_SUM}. */
public final class PaidOutOfRangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long orderId;

  public PaidOutOfRangeException(long orderId) {
    super("The amount paid for order " + orderId + " would exceed " + Booking.MAX_SUM);
    this.orderId = orderId;
  }

  public long orderId() {
    return orderId;
  }
}
