package smallbusiness.warehouse.reservation;

/** How far a reservation has come. All but {@link #HELD} are final. */
enum Status {
  /** All lines are promised to the order. */
  HELD,
  /** At least one line was short, so nothing is promised. */
  SHORT,
  /** The promise was withdrawn, or the order was cancelled before it could be made. */
  RELEASED,
  /** The pieces have left the warehouse. */
  SHIPPED
}
