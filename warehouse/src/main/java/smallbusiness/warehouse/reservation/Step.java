package smallbusiness.warehouse.reservation;

import java.util.List;

/** Something that happened to an order elsewhere and matters to its reservation. */
sealed interface Step {

  long orderId();

  /** Sales took the order. */
  record Placed(long orderId, List<Line> lines) implements Step {}

  /** Sales called the order off. */
  record Cancelled(long orderId, List<Line> lines) implements Step {}

  /**
   * Accounting tells what is paid.
   *
   * @param version the version of the invoice that says so
   * @param inFull whether nothing is owed any more
   */
  record Paid(long orderId, long version, boolean inFull) implements Step {}
}
