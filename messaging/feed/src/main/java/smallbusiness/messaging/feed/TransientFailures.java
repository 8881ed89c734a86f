package smallbusiness.messaging.feed;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import smallbusiness.messaging.SqlFailure;
import smallbusiness.schemas.UnknownSchemaException;

/**
 * Tells transient failures (connection lost, deadlock, registry unavailable), which are retried,
 * from failures that an event causes itself, which lead to parking.
 */
public final class TransientFailures {

  private TransientFailures() {}

  /** Whether a retry with the same events may succeed. */
  public static boolean isTransient(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(TransientFailures::isTransientItself);
  }

  private static boolean isTransientItself(Throwable failure) {
    return switch (failure) {
      case RetryLaterException e -> true;
      case UnknownSchemaException e -> true;
      case TransientDataAccessException e -> true;
      case RecoverableDataAccessException e -> true;
      case DataAccessResourceFailureException e -> true;
      case CannotCreateTransactionException e -> true;
      // The rollback failed too: the connection is lost.
      case TransactionSystemException e -> e.getApplicationException() != null;
      case SQLTransientException e -> true;
      case SQLRecoverableException e -> true;
      // Without a state it is not an error of the database.
      case SQLException e ->
          e.getSQLState() != null && SqlFailure.of(e.getSQLState()).isTransient();
      case IOException e -> true;
      case InterruptedException e -> true;
      default -> false;
    };
  }
}
