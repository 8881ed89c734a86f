package smallbusiness.accounting.transaction;

/** A void transaction cannot be changed. */
public class VoidedTransactionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long transactionId;

  VoidedTransactionException(long transactionId) {
    super("Transaction " + transactionId + " is void");
    this.transactionId = transactionId;
  }

  public long transactionId() {
    return transactionId;
  }
}
