package smallbusiness.accounting.transaction;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** Maps the domain exceptions of transactions to problem documents. */
@RestControllerAdvice(assignableTypes = TransactionController.class)
@Order(0)
class TransactionProblems {

  @ExceptionHandler
  Problem voided(VoidedTransactionException e) {
    return Problem.of(
            HttpStatus.CONFLICT,
            "transaction-void",
            "Transaction " + e.transactionId() + " is void and cannot be changed: record a new one")
        .with("transaction_id", e.transactionId());
  }

  @ExceptionHandler
  Problem outOfRange(PaidOutOfRangeException e) {
    return Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "paid-out-of-range",
            "The amount paid for order " + e.orderId() + " cannot exceed " + Booking.MAX_SUM)
        .error("order_sum", "brings the amount paid for the order out of range")
        .with("order_id", e.orderId());
  }
}
