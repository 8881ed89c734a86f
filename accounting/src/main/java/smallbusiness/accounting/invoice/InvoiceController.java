package smallbusiness.accounting.invoice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.messaging.web.KeysetPage;
import smallbusiness.messaging.web.Resources;

/** {@code /accounting/invoices}, for reading: what changes them are orders and transactions. */
@RestController
@RequestMapping("/accounting/invoices")
@Tag(name = "Invoices", description = "What is due for orders, and what of it is paid")
class InvoiceController {

  private final Invoicing invoicing;

  InvoiceController(Invoicing invoicing) {
    this.invoicing = invoicing;
  }

  @GetMapping
  @Operation(summary = "Lists invoices by order, page by page; Link leads to the next page")
  ResponseEntity<List<InvoiceView>> list(
      KeysetPage page,
      @Parameter(description = "Only invoices in this state") @RequestParam(required = false)
          @Nullable InvoiceStatus state) {
    return page.of(invoicing.invoices(state, page.after(), page.fetch()), InvoiceView::orderId);
  }

  @GetMapping("/{order_id}")
  @Operation(summary = "Shows the invoice of an order, with the transactions that count for it")
  ResponseEntity<InvoiceView> find(@PathVariable("order_id") long orderId) {
    InvoiceView invoice = invoicing.invoice(orderId);
    return Resources.found(invoice, invoice.version());
  }
}
