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
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.messaging.web.request.Resources;

/** {@code /accounting/invoices}, read-only: orders and transactions change them. */
@RestController
@RequestMapping("/accounting/invoices")
@Tag(name = "Invoices", description = "Amounts due and paid for orders")
class InvoiceController {

  private final Invoicing invoicing;

  InvoiceController(Invoicing invoicing) {
    this.invoicing = invoicing;
  }

  @GetMapping
  @Operation(summary = "Lists invoices by order; the Link header points to the next page")
  ResponseEntity<List<InvoiceView>> list(
      KeysetPage page,
      @Parameter(description = "Only invoices in this state") @RequestParam(required = false)
          @Nullable InvoiceStatus state) {
    return page.of(invoicing.invoices(state, page.after(), page.fetch()), InvoiceView::orderId);
  }

  @GetMapping("/{order_id}")
  @Operation(summary = "Returns the invoice of an order with its live transactions")
  ResponseEntity<InvoiceView> find(@PathVariable("order_id") long orderId) {
    return Resources.found(invoicing.invoice(orderId));
  }
}
