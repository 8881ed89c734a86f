package smallbusiness.query.order;

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
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.web.NotFound;

/** Orders over HTTP. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders", description = "What was ordered, and how far it has come")
class OrderController {

  private final Orders orders;

  OrderController(Orders orders) {
    this.orders = orders;
  }

  @GetMapping(produces = {"application/json", "text/csv"})
  @Operation(summary = "List orders")
  ResponseEntity<List<OrderSummary>> list(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    return orders.list().page(parameters);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show an order with lines, reservation, invoice and payments")
  CachedResponse<OrderView> show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return orders.find(id).orElseThrow(() -> NotFound.of("order", id));
  }
}
