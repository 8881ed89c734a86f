package smallbusiness.sales.order;

/** There is no order with this number. */
final class UnknownOrderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long orderId;

  UnknownOrderException(long orderId) {
    super("There is no order " + orderId);
    this.orderId = orderId;
  }

  long orderId() {
    return orderId;
  }
}
