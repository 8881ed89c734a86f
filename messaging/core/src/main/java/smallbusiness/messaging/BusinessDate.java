package smallbusiness.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The dates that clients may give to orders and payments, the same in every system. */
public final class BusinessDate {

  /** The earliest date; every database and event can store it. */
  public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  /** Tolerates client clocks that are slightly ahead. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private BusinessDate() {}

  /**
   * Checks a date and truncates it to microseconds, the precision of databases and events.
   *
   * @throws InvalidDateException when it is before {@link #EARLIEST} or in the future
   */
  public static Instant require(Instant date, Instant now) {
    if (date.isBefore(EARLIEST)) {
      throw new InvalidDateException("must not be before " + EARLIEST);
    }
    if (date.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw new InvalidDateException("must not be in the future");
    }
    return micros(date);
  }

  /** Truncates to microseconds. */
  public static Instant micros(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  /** A date is out of range. The web library answers with 400 for the field {@code date}. */
  public static final class InvalidDateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private InvalidDateException(String reason) {
      super(reason);
    }
  }
}
