package smallbusiness.accounting.transaction;

/** There is no transaction of this number. */
final class UnknownTransactionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long transactionId;

  UnknownTransactionException(long transactionId) {
    super("No transaction " + transactionId);
    this.transactionId = transactionId;
  }

  long transactionId() {
    return transactionId;
  }
}
