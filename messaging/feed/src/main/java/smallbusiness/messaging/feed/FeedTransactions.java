package smallbusiness.messaging.feed;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Transactions that tell a lost connection from a failure of the work: when work fails and its
 * rollback fails too, the connection is lost, and the first failure does not count.
 */
public final class FeedTransactions implements TransactionOperations {

  private final TransactionOperations transactions;

  public FeedTransactions(TransactionOperations transactions) {
    this.transactions = transactions;
  }

  /**
   * Runs the work in a transaction.
   *
   * @throws TransientDataAccessResourceException when the work and its rollback failed
   */
  @Override
  @SuppressWarnings("ReferenceEquality") // a successful rollback rethrows the same exception
  public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      return transactions.execute(
          transaction -> {
            try {
              return work.doInTransaction(transaction);
            } catch (RuntimeException e) {
              failure.set(e);
              throw e;
            }
          });
    } catch (RuntimeException e) {
      @Nullable RuntimeException first = failure.get();
      if (first == null || first == e) {
        throw e;
      }
      e.addSuppressed(first);
      throw new TransientDataAccessResourceException("Could not be rolled back", e);
    }
  }
}
