package smallbusiness.query.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/**
 * The days of a report, in UTC, including both ends.
 *
 * @param from null for the beginning of history
 * @param to null for the end of history
 */
record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

  /** Days outside the range that PostgreSQL supports are replaced by these. */
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  /** Throws a {@link ProblemException} (400) if the period ends before it begins. */
  Period {
    if (from != null && to != null && to.isBefore(from)) {
      throw Problem.invalidParameter("to", "must not be before from").asException();
    }
  }

  /** Whether it covers all of history. */
  boolean isWhole() {
    return from == null && to == null;
  }

  LocalDate first() {
    return from == null ? FIRST : bounded(from);
  }

  LocalDate last() {
    return to == null ? LAST : bounded(to);
  }

  private static LocalDate bounded(LocalDate day) {
    return day.isBefore(FIRST) ? FIRST : day.isAfter(LAST) ? LAST : day;
  }
}
