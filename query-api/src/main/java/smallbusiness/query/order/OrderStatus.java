package smallbusiness.query.order;

/** How far an order has come. */
enum OrderStatus {
  /** Taken; Warehouse has not answered yet. */
  PLACED,
  /** Reserved whole. */
  CONFIRMED,
  /** Could not be reserved. */
  REJECTED,
  /** Has left the warehouse. */
  SHIPPED,
  /** Called off before shipment. */
  CANCELLED,
  /** A status that this version of the API does not know yet. */
  UNKNOWN
}
