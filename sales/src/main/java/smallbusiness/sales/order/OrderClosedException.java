package smallbusiness.sales.order;

/** The order's status does not allow the change. */
final class OrderClosedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  final long orderId;
  final Status status;

  OrderClosedException(long orderId, Status status) {
    super("Order " + orderId + " is " + status);
    this.orderId = orderId;
    this.status = status;
  }
}
