package smallbusiness.query.order;

/** The status of an order. */
enum OrderStatus {
  /** Accepted; Warehouse has not answered yet. */
  PLACED,
  /** All lines are reserved. */
  CONFIRMED,
  /** The lines could not be reserved. */
  REJECTED,
  /** It has left the warehouse. */
  SHIPPED,
  /** Cancelled before shipment. */
  CANCELLED,
  /** A status that this version of the API does not know. */
  UNKNOWN
}
