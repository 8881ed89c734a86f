package smallbusiness.accounting.invoice;

import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands out invoices for a change. A payment and the decision about its order may come at the same
 * moment: whichever locks the order first is seen by the other, also when there was no row to lock.
 */
@Component
class Accounts {

  private final Invoices invoices;

  Accounts(Invoices invoices) {
    this.invoices = invoices;
  }

  /**
   * What is kept of these orders, locked until the transaction ends. Rows are added before any is
   * locked, and both in the order of their numbers: nobody holds an order that others see while
   * waiting for a lower one, so that nobody waits in a circle.
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
