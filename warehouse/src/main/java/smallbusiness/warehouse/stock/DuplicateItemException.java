package smallbusiness.warehouse.stock;

/** There is an item of that name and country of origin already. */
final class DuplicateItemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long itemId;

  DuplicateItemException(String name, String countryOfOrigin, long itemId) {
    super("Item " + itemId + " is \"" + name + "\" from " + countryOfOrigin + " already");
    this.itemId = itemId;
  }

  /** The item that has the name. */
  long itemId() {
    return itemId;
  }
}
