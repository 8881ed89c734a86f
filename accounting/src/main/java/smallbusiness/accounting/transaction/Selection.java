package smallbusiness.accounting.transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Selects transactions for a list.
 *
 * @param orderId only transactions of this order; null for all
 * @param voided only void transactions, or only live ones; null for both
 */
public record Selection(@Nullable Long orderId, @Nullable Boolean voided) {

  Specification<Transaction> after(long id) {
    Specification<Transaction> selected =
        (transaction, query, is) -> is.greaterThan(transaction.get("id"), id);
    if (orderId != null) {
      selected =
          selected.and((transaction, query, is) -> is.equal(transaction.get("orderId"), orderId));
    }
    if (voided != null) {
      selected =
          selected.and((transaction, query, is) -> is.equal(transaction.get("voided"), voided));
    }
    return selected;
  }
}
