package smallbusiness.accounting.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.accounting.transaction.Allocation;

/**
 * Allocates payments to invoices. The order's row collects payments until the invoice is issued.
 */
@Component
class Allocating implements Allocation {

  private final InvoiceLocks locks;

  Allocating(InvoiceLocks locks) {
    this.locks = locks;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public List<SpecificRecord> allocate(SortedMap<Long, BigDecimal> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    Map<Long, Invoice> invoices = locks.lock(new TreeSet<>(changes.keySet()));
    List<SpecificRecord> events = new ArrayList<>(changes.size());
    changes.forEach(
        (orderId, change) ->
            Objects.requireNonNull(invoices.get(orderId)).pay(change).ifPresent(events::add));
    return events;
  }
}
