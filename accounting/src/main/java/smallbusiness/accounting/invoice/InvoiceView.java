package smallbusiness.accounting.invoice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.accounting.transaction.TransactionView;
import smallbusiness.events.accounting.InvoiceStatus;

/**
 * An invoice as JSON.
 *
 * @param orderId the order; there is one invoice for each
 * @param amount money due
 * @param paid sum of the order's live transactions
 * @param balance what is still to be paid; negative when there is money to pay back
 * @param version number of events of the invoice; also its entity tag
 * @param transactions what was paid with, by number; absent in lists
 */
@Schema(name = "Invoice")
record InvoiceView(
    long orderId,
    BigDecimal amount,
    BigDecimal paid,
    BigDecimal balance,
    InvoiceStatus state,
    long version,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Payment> transactions) {

  /** A transaction that counts. Its date is left out: it can change without the invoice. */
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
