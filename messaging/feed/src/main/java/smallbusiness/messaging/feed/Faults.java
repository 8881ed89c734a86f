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

/** Tells a fault of the surroundings, which passes, from one of an event, which stays. */
final class Faults {

  /**
   * PostgreSQL's classes for lost connections (08), rolled back transactions (40), resources (53),
   * locks (55), operators (57) and the system (58).
   */
  private static final Set<String> PASSING_STATES = Set.of("08", "40", "53", "55", "57", "58");

  private static final int STATE_CLASS = 2;

  private Faults() {}

  /** Whether the same events may well go through later. */
  static boolean pass(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .anyMatch(Faults::passes);
  }

  private static boolean passes(Throwable fault) {
    return switch (fault) {
      case PartitionLostException e -> true;
      case TooManyParkedException e -> true;
      case TryLaterException e -> true;
      case UnknownSchemaException e -> true;
      case TransientDataAccessException e -> true;
      case RecoverableDataAccessException e -> true;
      case DataAccessResourceFailureException e -> true;
      case CannotCreateTransactionException e -> true;
      // It could not even be rolled back after what went wrong: the connection is gone.
      case TransactionSystemException e -> e.getApplicationException() != null;
      case SQLTransientException e -> true;
      case SQLRecoverableException e -> true;
      case SQLException e -> {
        String state = e.getSQLState();
        yield state != null
            && state.length() >= STATE_CLASS
            && PASSING_STATES.contains(state.substring(0, STATE_CLASS));
      }
      case IOException e -> true;
      case InterruptedException e -> true;
      default -> false;
    };
  }
}
