package smallbusiness.messaging.feed;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import smallbusiness.schemas.UnknownSchemaException;

/**
 * Tells transient failures (connection lost, deadlock, registry unavailable), which are retried,
 * from failures that an event causes itself, which lead to parking.
 */
final class TransientFailures {

  /**
   * PostgreSQL's SQLSTATE classes: connection (08), transaction rollback (40), insufficient
   * resources (53), lock not available (55), operator intervention (57), system error (58).
   */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

  private static final int CLASS_LENGTH = 2;

  private TransientFailures() {}

  /** Whether a retry with the same events may succeed. */
  static boolean isTransient(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(TransientFailures::isTransientItself);
  }

  private static boolean isTransientItself(Throwable failure) {
    return switch (failure) {
      case PartitionLostException e -> true;
      case TooManyParkedException e -> true;
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
      case SQLException e -> {
        String state = e.getSQLState();
        yield state != null
            && state.length() >= CLASS_LENGTH
            && TRANSIENT_CLASSES.contains(state.substring(0, CLASS_LENGTH));
      }
      case IOException e -> true;
      case InterruptedException e -> true;
      default -> false;
    };
  }
}
