package smallbusiness.accounting.transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which transactions a list is to show.
 *
 * @param orderId only those of this order; null for all orders
 * @param voided only those that are void, or only those that are not; null for both
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
