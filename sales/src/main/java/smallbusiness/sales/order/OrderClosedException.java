package smallbusiness.sales.order;

/** The order has come too far for what was asked. */
final class OrderClosedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long orderId;
  private final Status status;

  OrderClosedException(long orderId, Status status) {
    super("Order " + orderId + " is " + status);
    this.orderId = orderId;
    this.status = status;
  }

  long orderId() {
    return orderId;
  }

  Status status() {
    return status;
  }
}
