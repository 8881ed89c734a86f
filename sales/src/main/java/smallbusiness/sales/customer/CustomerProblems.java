package smallbusiness.sales.customer;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.web.Problem;

/** What clients are told when a customer's rules refuse them. */
@RestControllerAdvice(assignableTypes = CustomerController.class)
@Order(0)
class CustomerProblems {

  @ExceptionHandler
  Problem unknown(UnknownCustomerException e) {
    return Problem.of(
            HttpStatus.NOT_FOUND,
            "unknown-customer",
            "Unknown customer",
            "Nothing is known of customer " + e.customerId())
        .with("customer_id", e.customerId());
  }

  @ExceptionHandler
  Problem incomplete(IncompleteDescriptionException e) {
    Problem problem =
        Problem.of(HttpStatus.BAD_REQUEST, "invalid-body", "Invalid body", "The body does not fit");
    e.missing().forEach(field -> problem.error(field, "must be given the first time"));
    return problem;
  }
}
