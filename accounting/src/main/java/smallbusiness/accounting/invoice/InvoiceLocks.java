package smallbusiness.accounting.invoice;

import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Locks invoices before a change. The row lock serialises a payment and a concurrent decision about
 * its order, even when the row must be inserted first.
 */
@Component
class InvoiceLocks {

  private final Invoices invoices;

  InvoiceLocks(Invoices invoices) {
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
