package smallbusiness.sales.order;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When orders can have been placed: not before anyone's books begin, and not in the future. */
final class OrderDate {

  /** Clocks of clients run ahead by this much without their being wrong. */
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private OrderDate() {}

  /**
   * The date in the precision that database and events keep.
   *
   * @throws InvalidDateException when no order can have it
   */
  static Instant of(Instant date, Instant now) {
    if (date.isBefore(EARLIEST)) {
      throw new InvalidDateException("must not be before " + EARLIEST);
    }
    if (date.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw new InvalidDateException("must not be in the future");
    }
    return micros(date);
  }

  /** The moment in microseconds. */
  static Instant micros(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }
}
