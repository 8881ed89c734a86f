package smallbusiness.sales.order;

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
import smallbusiness.messaging.web.IfMatch;
import smallbusiness.messaging.web.KeysetPage;
import smallbusiness.messaging.web.Resources;

/** Orders over HTTP. */
@RestController
@RequestMapping("/sales/orders")
class OrderController {

  private final Ordering ordering;

  OrderController(Ordering ordering) {
    this.ordering = ordering;
  }

  @GetMapping
  ResponseEntity<List<OrderView>> all(KeysetPage page) {
    return page.of(ordering.orders(page.after(), page.fetch()), OrderView::id);
  }

  @GetMapping("/{id}")
  ResponseEntity<OrderView> one(@PathVariable long id) {
    OrderView order = ordering.order(id);
    return Resources.found(order, order.version());
  }

  @PostMapping
  ResponseEntity<OrderView> place(@Valid @RequestBody OrderRequest.New request) {
    OrderView order = ordering.place(request.customerId(), request.lines(), request.date());
    return Resources.created(order, order.id(), order.version());
  }

  @PutMapping("/{id}")
  ResponseEntity<OrderView> change(
      @PathVariable long id, IfMatch ifMatch, @Valid @RequestBody OrderRequest.Change request) {
    OrderView order = ordering.change(id, ifMatch, request.change());
    return Resources.found(order, order.version());
  }

  /** Calls the order off, like {@code DELETE}, and shows it. */
  @PostMapping("/{id}/cancellation")
  ResponseEntity<OrderView> cancel(@PathVariable long id, IfMatch ifMatch) {
    OrderView order = ordering.cancel(id, ifMatch);
    return Resources.found(order, order.version());
  }

  /** Calls the order off; it stays readable. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long id, IfMatch ifMatch) {
    ordering.cancel(id, ifMatch);
  }
}
