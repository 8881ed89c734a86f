package smallbusiness.warehouse.stock;

/** An item cannot be removed while pieces are reserved. */
final class ItemInUseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  final long itemId;
  final long reserved;

  ItemInUseException(long itemId, long reserved) {
    super("Item " + itemId + " cannot be removed, " + reserved + " pieces are reserved");
    this.itemId = itemId;
    this.reserved = reserved;
  }
}
