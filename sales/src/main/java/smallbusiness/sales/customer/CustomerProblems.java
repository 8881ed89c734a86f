package smallbusiness.sales.customer;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** Maps the domain exceptions of customers to problem documents. */
@RestControllerAdvice(assignableTypes = CustomerController.class)
@Order(0)
class CustomerProblems {

  @ExceptionHandler
  Problem incomplete(IncompleteDescriptionException e) {
    Problem problem =
        Problem.of(HttpStatus.BAD_REQUEST, "invalid-body", String.valueOf(e.getMessage()));
    e.missing.forEach(field -> problem.error(field, "must not be null"));
    return problem;
  }
}
