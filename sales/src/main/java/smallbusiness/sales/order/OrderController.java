package smallbusiness.sales.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.web.request.IfMatch;
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.messaging.web.request.Resources;

/** {@code /sales/orders}. */
@RestController
@RequestMapping("/sales/orders")
@Tag(name = "Orders", description = "Customers' orders")
class OrderController {

  private final Ordering ordering;

  OrderController(Ordering ordering) {
    this.ordering = ordering;
  }

  @GetMapping
  @Operation(summary = "Lists orders by id; the Link header points to the next page")
  ResponseEntity<List<OrderView>> list(KeysetPage page) {
    List<OrderView> rows =
        ordering.page(page.after(), page.fetch()).stream().map(OrderView::of).toList();
    return page.of(rows, OrderView::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Returns an order")
  ResponseEntity<OrderView> find(@PathVariable long id) {
    return found(ordering.find(id));
  }

  @PostMapping
  @Operation(summary = "Places an order; Warehouse then confirms or rejects it")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<OrderView> place(@Valid @RequestBody OrderRequest.New body) {
    Order order = ordering.place(body.customerId(), body.lines(), body.date());
    return Resources.created(OrderView.of(order), order.id());
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes the customer or date of an open order")
  ResponseEntity<OrderView> change(
      @PathVariable long id, @Valid @RequestBody OrderRequest.Change body, IfMatch ifMatch) {
    return found(
        ordering.change(
            id,
            body.change(),
            now -> {
              ifMatch.accept(now.version());
              body.requireReadOnlyFieldsOf(OrderView.of(now));
            }));
  }

  @PostMapping("/{id}/cancellation")
  @Operation(summary = "Cancels an order and returns it; repeating has no effect")
  ResponseEntity<OrderView> cancel(@PathVariable long id, IfMatch ifMatch) {
    return found(ordering.cancel(id, ifMatch));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Cancels an order, which stays readable; repeating has no effect")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long id, IfMatch ifMatch) {
    ordering.cancel(id, ifMatch);
  }

  private static ResponseEntity<OrderView> found(Order order) {
    return Resources.found(OrderView.of(order));
  }
}
