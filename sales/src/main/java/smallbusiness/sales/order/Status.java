package smallbusiness.sales.order;

/** How far an order has come. The names are part of the published language. */
enum Status {
  /** Taken; Warehouse has not answered yet. */
  PLACED,
  /** Reserved whole. */
  CONFIRMED,
  /** Could not be reserved. */
  REJECTED,
  /** Has left the warehouse. */
  SHIPPED,
  /** Called off before shipment. */
  CANCELLED;

  /** Whether the order is still on its way to the customer. */
  boolean open() {
    return this == PLACED || this == CONFIRMED;
  }
}
