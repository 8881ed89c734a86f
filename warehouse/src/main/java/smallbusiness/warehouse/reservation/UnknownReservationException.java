package smallbusiness.warehouse.reservation;

/** The warehouse has not heard of an order, or not yet. */
final class UnknownReservationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long orderId;

  UnknownReservationException(long orderId) {
    super("Nothing is known of order " + orderId);
    this.orderId = orderId;
  }

  long orderId() {
    return orderId;
  }
}
