package smallbusiness.query.rebuild;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a lock that was not to be had in time from other faults. */
final class LockFailures {

  /** PostgreSQL's {@code lock_not_available} and {@code deadlock_detected}. */
  private static final Set<String> STATES = Set.of("55P03", "40P01");

  private LockFailures() {}

  static boolean isCauseOf(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause -> cause instanceof SQLException e && STATES.contains(e.getSQLState()));
  }
}
