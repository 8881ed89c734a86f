package smallbusiness.sales.customer;

/** Nothing is known of a customer with this number. */
final class UnknownCustomerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long customerId;

  UnknownCustomerException(long customerId) {
    super("Nothing is known of customer " + customerId);
    this.customerId = customerId;
  }

  long customerId() {
    return customerId;
  }
}
