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

/** What people want to know of invoices. */
@Service
class Invoicing {

  /** Transactions that an invoice shows at most: the first ones. */
  static final int MAX_TRANSACTIONS = 1000;

  private final Invoices invoices;
  private final Bookkeeping books;

  Invoicing(Invoices invoices, Bookkeeping books) {
    this.invoices = invoices;
    this.books = books;
  }

  /**
   * The invoice of an order with its live transactions, all of one moment.
   *
   * @throws UnknownInvoiceException when there is none
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public InvoiceView invoice(long orderId) {
    return invoices
        .issued(orderId)
        .map(InvoiceView::of)
        .orElseThrow(() -> new UnknownInvoiceException(orderId))
        .with(books.transactions(new Selection(orderId, false), 0, MAX_TRANSACTIONS));
  }

  /**
   * The invoices of the orders after a number, by number.
   *
   * @param state only those in this state; null for all
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
