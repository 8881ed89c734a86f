package smallbusiness.sales.order;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** What clients are told when an order's rules refuse them. */
@RestControllerAdvice(assignableTypes = OrderController.class)
@Order(0)
class OrderProblems {

  @ExceptionHandler
  Problem unknown(UnknownOrderException e) {
    return Problem.of(HttpStatus.NOT_FOUND, "unknown-order", "Unknown order", e.getMessage())
        .with("order_id", e.orderId());
  }

  @ExceptionHandler
  Problem invalidLines(InvalidLinesException e) {
    String field = e.line() == null ? "items" : "items[" + e.line() + "].id";
    return invalidBody().error(field, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  Problem invalidDate(InvalidDateException e) {
    return invalidBody().error("date", String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  Problem removedItems(RemovedItemsException e) {
    Problem problem =
        Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "removed-item",
            "Removed item",
            "The order names items that are no longer sold");
    e.byLine()
        .forEach(
            (line, item) ->
                problem.error("items[" + line + "].id", "item " + item + " is no longer sold"));
    return problem;
  }

  @ExceptionHandler
  Problem linesFixed(LinesFixedException e) {
    return Problem.of(
            HttpStatus.CONFLICT,
            "items-fixed",
            "Items are fixed",
            "Warehouse reserves what was placed: cancel the order and place it anew")
        .error("items", "must be as they were placed")
        .with("order_id", e.orderId());
  }

  @ExceptionHandler
  Problem closed(OrderClosedException e) {
    return Problem.of(
            HttpStatus.CONFLICT,
            "order-closed",
            "Order is closed",
            e.getMessage() + " and can no longer be changed")
        .with("order_id", e.orderId())
        .with("order_status", e.status());
  }

  private static Problem invalidBody() {
    return Problem.of(
        HttpStatus.BAD_REQUEST, "invalid-body", "Invalid body", "The body does not fit");
  }
}
