package smallbusiness.warehouse.reservation;

/** The status of a reservation. All but {@link #HELD} are final. */
enum Status {
  /** All lines are reserved. */
  HELD,
  /** At least one line was short, so nothing is reserved. */
  SHORT,
  /** The order was cancelled before shipment. */
  RELEASED,
  /** The order has left the warehouse. */
  SHIPPED
}
