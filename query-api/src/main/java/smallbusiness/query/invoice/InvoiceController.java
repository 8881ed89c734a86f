package smallbusiness.query.invoice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.web.NotFound;

/** Invoices over HTTP. */
@RestController
@RequestMapping("/api/v1/invoices")
@Tag(name = "Invoices", description = "What is due, and what of it is paid")
class InvoiceController {

  private final Invoices invoices;

  InvoiceController(Invoices invoices) {
    this.invoices = invoices;
  }

  @GetMapping(produces = {"application/json", "text/csv"})
  @Operation(summary = "List invoices")
  ResponseEntity<List<InvoiceView>> list(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    return invoices.list().page(parameters);
  }

  @GetMapping("/{order_id}")
  @Operation(summary = "Show the invoice of an order")
  InvoiceView show(
      @PathVariable("order_id") long orderId,
      @RequestParam(required = false) @Nullable String fields) {
    return invoices.find(orderId).orElseThrow(() -> NotFound.of("invoice", orderId));
  }
}
