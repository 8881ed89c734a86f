package smallbusiness.messaging.feed;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Transactions that tell a lost connection from a fault of what was done: work that fails and
 * cannot be rolled back has lost it, and what comes out of that says nothing of the work.
 */
final class FeedTransactions implements TransactionOperations {

  private final TransactionOperations transactions;

  FeedTransactions(TransactionOperations transactions) {
    this.transactions = transactions;
  }

  /**
   * The work, whole or not at all.
   *
   * @throws TransientDataAccessResourceException when it failed and could not be rolled back
   */
  @Override
  @SuppressWarnings("ReferenceEquality") // a rollback that goes well throws the very same
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
