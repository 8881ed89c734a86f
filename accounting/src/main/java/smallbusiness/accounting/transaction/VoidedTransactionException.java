package smallbusiness.accounting.transaction;

/** A void transaction was to be changed; it stays as it is. Record a new one instead. */
public class VoidedTransactionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long transactionId;

  VoidedTransactionException(long transactionId) {
    super("Transaction " + transactionId + " is void");
    this.transactionId = transactionId;
  }

  /** The transaction that is void. */
  public long transactionId() {
    return transactionId;
  }
}
