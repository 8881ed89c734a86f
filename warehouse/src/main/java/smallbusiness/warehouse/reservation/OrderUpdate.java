package smallbusiness.warehouse.reservation;

import java.util.List;

/** An event of another system that affects an order's reservation. */
sealed interface OrderUpdate {

  long orderId();

  /** Sales accepted the order. */
  record Placed(long orderId, List<Line> lines) implements OrderUpdate {}

  /** Sales cancelled the order. */
  record Cancelled(long orderId, List<Line> lines) implements OrderUpdate {}

  /**
   * Accounting changed the invoice.
   *
   * @param version the invoice's version
   * @param inFull whether nothing is owed anymore
   */
  record Paid(long orderId, long version, boolean inFull) implements OrderUpdate {}
}
