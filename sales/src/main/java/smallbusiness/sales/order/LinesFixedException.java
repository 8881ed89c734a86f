package smallbusiness.sales.order;

/** The lines of an order cannot be changed: Warehouse reserves them as they were placed. */
final class LinesFixedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  final long orderId;

  LinesFixedException(long orderId) {
    super("The lines of order " + orderId + " cannot be changed");
    this.orderId = orderId;
  }
}
