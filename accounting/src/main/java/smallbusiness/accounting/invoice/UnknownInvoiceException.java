package smallbusiness.accounting.invoice;

/** There is no invoice for this order, or not yet. */
final class UnknownInvoiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long orderId;

  UnknownInvoiceException(long orderId) {
    super("No invoice for order " + orderId);
    this.orderId = orderId;
  }

  long orderId() {
    return orderId;
  }
}
