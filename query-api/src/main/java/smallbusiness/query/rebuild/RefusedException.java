package smallbusiness.query.rebuild;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** An operation is not possible in the current state; the message says why. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }

  /** Returns a refusal if a lock could not be acquired in time, otherwise the given exception. */
  static RuntimeException ifLocked(DataAccessException e, String message) {
    return isLocked(e) ? new RefusedException(message) : e;
  }

  /** Whether a lock could not be acquired in time, or a deadlock was resolved. */
  static boolean isLocked(DataAccessException e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause -> cause instanceof SQLException sql && isLocked(sql.getSQLState()));
  }

  /** PostgreSQL's {@code lock_not_available} and {@code deadlock_detected}. */
  private static boolean isLocked(@Nullable String sqlState) {
    return "55P03".equals(sqlState) || "40P01".equals(sqlState);
  }
}
