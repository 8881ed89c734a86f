package smallbusiness.accounting.invoice;

import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Locks invoices for a change. A payment and the decision about its order may arrive at the same
 * moment: the row lock orders them, also when the row has to be inserted first.
 */
@Component
class Accounts {

  private final Invoices invoices;

  Accounts(Invoices invoices) {
    this.invoices = invoices;
  }

  /**
   * Locks the orders' invoices until the transaction ends, keyed by order. All rows are inserted
   * before any is locked, both in ascending order, so that transactions cannot deadlock.
   *
   * @param orderIds at least one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<Long, Invoice> lock(SortedSet<Long> orderIds) {
    if (orderIds.size() == 1) {
      Map<Long, Invoice> known = locked(orderIds);
      if (!known.isEmpty()) {
        return known;
      }
    }
    invoices.add(orderIds.stream().mapToLong(Long::longValue).toArray());
    return locked(orderIds);
  }

  private Map<Long, Invoice> locked(SortedSet<Long> orderIds) {
    return invoices.lock(orderIds).stream()
        .collect(Collectors.toMap(Invoice::orderId, Function.identity()));
  }
}
