package smallbusiness.accounting.transaction;

/** A date on which no money can have moved. The message says why, as a part of a sentence. */
final class InvalidDateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidDateException(String message) {
    super(message);
  }
}
