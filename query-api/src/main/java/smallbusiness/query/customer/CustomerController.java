package smallbusiness.query.customer;

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

/** Customers over HTTP. */
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers", description = "Who buys, and what they owe")
class CustomerController {

  private final Customers customers;

  CustomerController(Customers customers) {
    this.customers = customers;
  }

  @GetMapping(produces = {"application/json", "text/csv"})
  @Operation(summary = "List customers")
  ResponseEntity<List<CustomerSummary>> list(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    return customers.list().page(parameters);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a customer with orders, payments and debt")
  CustomerView show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return customers.find(id).orElseThrow(() -> NotFound.of("customer", id));
  }
}
