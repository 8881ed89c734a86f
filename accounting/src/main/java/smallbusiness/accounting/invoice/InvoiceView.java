package smallbusiness.accounting.invoice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.accounting.transaction.TransactionView;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.messaging.web.request.Versioned;

/**
 * The JSON of an invoice.
 *
 * @param orderId the order; each has at most one invoice
 * @param amount amount due
 * @param paid sum of the order's live transactions
 * @param balance amount still to be paid; negative when a refund is due
 * @param version number of events of this invoice; also its ETag
 * @param transactions the live transactions; absent in lists
 */
@Schema(name = "Invoice")
record InvoiceView(
    long orderId,
    BigDecimal amount,
    BigDecimal paid,
    BigDecimal balance,
    InvoiceStatus state,
    long version,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Payment> transactions)
    implements Versioned {

  /** A live transaction. Its date is left out: it can change without the invoice. */
  record Payment(long id, BigDecimal orderSum) {}

  static InvoiceView of(Invoice invoice) {
    return new InvoiceView(
        invoice.orderId(),
        invoice.amount(),
        invoice.paid(),
        invoice.amount().subtract(invoice.paid()),
        Objects.requireNonNull(invoice.state()),
        invoice.version(),
        null);
  }

  InvoiceView with(List<TransactionView> live) {
    return new InvoiceView(
        orderId,
        amount,
        paid,
        balance,
        state,
        version,
        live.stream().map(each -> new Payment(each.id(), each.orderSum())).toList());
  }
}
