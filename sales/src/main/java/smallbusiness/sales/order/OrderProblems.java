package smallbusiness.sales.order;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** Maps the domain exceptions of orders to problem documents. */
@RestControllerAdvice(assignableTypes = OrderController.class)
@Order(0)
class OrderProblems {

  @ExceptionHandler
  Problem invalidLines(InvalidLinesException e) {
    String field = e.line == null ? "items" : "items[" + e.line + "].id";
    return Problem.invalidBody().error(field, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  Problem removedItems(RemovedItemsException e) {
    Problem problem =
        Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "removed-item",
            "The order has items that are no longer sold");
    e.byLine.forEach(
        (line, item) ->
            problem.error("items[" + line + "].id", "item " + item + " is no longer sold"));
    return problem;
  }

  @ExceptionHandler
  Problem linesFixed(LinesFixedException e) {
    return Problem.of(
            HttpStatus.CONFLICT,
            "items-fixed",
            "The items of a placed order cannot be changed: cancel the order and place a new one")
        .error("items", "must be the items of the placed order")
        .with("order_id", e.orderId);
  }

  @ExceptionHandler
  Problem closed(OrderClosedException e) {
    return Problem.of(
            HttpStatus.CONFLICT, "order-closed", e.getMessage() + " and cannot be changed")
        .with("order_id", e.orderId)
        .with("order_status", e.status);
  }
}
