package smallbusiness.sales.customer;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** What clients are told when a customer's rules refuse them. */
@RestControllerAdvice(assignableTypes = CustomerController.class)
@Order(0)
class CustomerProblems {

  @ExceptionHandler
  Problem unknown(UnknownCustomerException e) {
    return Problem.of(HttpStatus.NOT_FOUND, "unknown-customer", "Unknown customer", e.getMessage())
        .with("customer_id", e.customerId());
  }

  @ExceptionHandler
  Problem incomplete(IncompleteDescriptionException e) {
    Problem problem =
        Problem.of(
            HttpStatus.BAD_REQUEST, "invalid-body", "Invalid body", String.valueOf(e.getMessage()));
    e.missing().forEach(field -> problem.error(field, "must not be null"));
    return problem;
  }
}
