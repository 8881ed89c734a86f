package smallbusiness.accounting.invoice;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** What clients are told when there is no invoice. */
@RestControllerAdvice(assignableTypes = InvoiceController.class)
@Order(0)
class InvoiceProblems {

  @ExceptionHandler
  Problem unknown(UnknownInvoiceException e) {
    return Problem.of(
            HttpStatus.NOT_FOUND,
            "unknown-invoice",
            "Unknown invoice",
            "There is no invoice for order " + e.orderId() + ", or not yet")
        .with("order_id", e.orderId());
  }
}
