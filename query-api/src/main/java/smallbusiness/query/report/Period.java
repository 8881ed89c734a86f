package smallbusiness.query.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/**
 * Days of a report, in UTC, both ends included.
 *
 * @param from null for the first day there is
 * @param to null for the last day there is
 */
record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

  /** Before and after every day that a business has seen; PostgreSQL knows these dates. */
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  /**
   * Checks the ends.
   *
   * @throws ProblemException 400 when the period ends before it begins
   */
  Period {
    if (from != null && to != null && to.isBefore(from)) {
      throw Problem.invalidParameter("to", "must not be before from").asException();
    }
  }

  /** Whether it is all of history. */
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
