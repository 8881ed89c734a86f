package smallbusiness.warehouse.stock;

/** There cannot be fewer pieces on hand than are promised to orders. */
final class QuantityBelowReservedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long itemId;
  private final long reserved;

  QuantityBelowReservedException(long itemId, long quantity, long reserved) {
    super(
        "Item "
            + itemId
            + " cannot go down to "
            + quantity
            + " pieces, "
            + reserved
            + " are reserved");
    this.itemId = itemId;
    this.reserved = reserved;
  }

  long itemId() {
    return itemId;
  }

  /** Pieces that are promised, the least that can be on hand. */
  long reserved() {
    return reserved;
  }
}
