package smallbusiness.sales.order;

/** A date that no order can have. The message says why, as a part of a sentence. */
final class InvalidDateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidDateException(String message) {
    super(message);
  }
}
