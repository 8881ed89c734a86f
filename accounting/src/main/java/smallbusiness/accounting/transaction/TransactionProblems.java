package smallbusiness.accounting.transaction;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** What clients are told when a transaction's rules refuse them. */
@RestControllerAdvice(assignableTypes = TransactionController.class)
@Order(0)
class TransactionProblems {

  @ExceptionHandler
  Problem unknown(UnknownTransactionException e) {
    return Problem.of(
            HttpStatus.NOT_FOUND,
            "unknown-transaction",
            "Unknown transaction",
            "There is no transaction " + e.transactionId())
        .with("transaction_id", e.transactionId());
  }

  @ExceptionHandler
  Problem voided(VoidedTransactionException e) {
    return Problem.of(
            HttpStatus.CONFLICT,
            "transaction-void",
            "Transaction is void",
            "Transaction " + e.transactionId() + " is void and stays as it is: record a new one")
        .with("transaction_id", e.transactionId());
  }

  @ExceptionHandler
  Problem invalidDate(InvalidDateException e) {
    return Problem.of(
            HttpStatus.BAD_REQUEST, "invalid-body", "Invalid body", "The body does not fit")
        .error("date", String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  Problem outOfRange(PaidOutOfRangeException e) {
    return Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "paid-out-of-range",
            "Paid out of range",
            "What is paid for order " + e.orderId() + " cannot exceed " + Booking.MAX_SUM)
        .error("order_sum", "brings what is paid for the order out of range")
        .with("order_id", e.orderId());
  }
}
