package smallbusiness.warehouse.stock;

/** An item with the same name and country of origin exists. */
final class DuplicateItemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The existing item. */
  final long itemId;

  DuplicateItemException(String name, String countryOfOrigin, long itemId) {
    super("Item " + itemId + " is already named \"" + name + "\" from " + countryOfOrigin);
    this.itemId = itemId;
  }
}
