package smallbusiness.accounting.invoice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.accounting.transaction.Bookkeeping;
import smallbusiness.accounting.transaction.Selection;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.messaging.NotFoundException;

/** Reads invoices. */
@Service
class Invoicing {

  /** Maximum transactions shown with an invoice: the first ones. */
  static final int MAX_TRANSACTIONS = 1000;

  private final Invoices invoices;
  private final Bookkeeping bookkeeping;

  Invoicing(Invoices invoices, Bookkeeping bookkeeping) {
    this.invoices = invoices;
    this.bookkeeping = bookkeeping;
  }

  /**
   * Returns the invoice of an order with its live transactions, read from one snapshot.
   *
   * @throws NotFoundException when there is no invoice for the order
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public InvoiceView invoice(long orderId) {
    return invoices
        .issued(orderId)
        .map(InvoiceView::of)
        .orElseThrow(() -> new NotFoundException("invoice", "order_id", orderId))
        .with(bookkeeping.transactions(new Selection(orderId, false), 0, MAX_TRANSACTIONS));
  }

  /**
   * Returns the invoices of the orders after an identifier, in ascending order.
   *
   * @param state only invoices in this state; null for all
   */
  @Transactional(readOnly = true)
  public List<InvoiceView> invoices(@Nullable InvoiceStatus state, long after, int limit) {
    List<Invoice> found =
        state == null
            ? invoices.issuedAfter(after, Limit.of(limit))
            : invoices.issuedAfter(state, after, Limit.of(limit));
    return found.stream().map(InvoiceView::of).toList();
  }
}
