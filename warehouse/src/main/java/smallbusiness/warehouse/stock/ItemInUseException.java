package smallbusiness.warehouse.stock;

/** An item stays in the books while pieces of it are promised to orders. */
final class ItemInUseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long itemId;
  private final long reserved;

  ItemInUseException(long itemId, long reserved) {
    super("Item " + itemId + " cannot be removed, " + reserved + " pieces are reserved");
    this.itemId = itemId;
    this.reserved = reserved;
  }

  long itemId() {
    return itemId;
  }

  /** Pieces that are promised. */
  long reserved() {
    return reserved;
  }
}
