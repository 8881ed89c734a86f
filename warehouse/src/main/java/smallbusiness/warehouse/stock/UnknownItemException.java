package smallbusiness.warehouse.stock;

/** The warehouse has no such item: it never had, or it was removed. */
final class UnknownItemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long itemId;

  /** For the item of that identifier. */
  UnknownItemException(long itemId) {
    super("There is no item " + itemId);
    this.itemId = itemId;
  }

  long itemId() {
    return itemId;
  }
}
