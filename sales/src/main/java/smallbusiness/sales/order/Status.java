package smallbusiness.sales.order;

/** The status of an order. The names are part of the published events. */
enum Status {
  /** Accepted; Warehouse has not answered yet. */
  PLACED,
  /** All lines are reserved. */
  CONFIRMED,
  /** At least one line could not be reserved. */
  REJECTED,
  /** Has left the warehouse. */
  SHIPPED,
  /** Cancelled before shipment. */
  CANCELLED;

  /** Whether the order can still be changed. */
  boolean open() {
    return this == PLACED || this == CONFIRMED;
  }
}
