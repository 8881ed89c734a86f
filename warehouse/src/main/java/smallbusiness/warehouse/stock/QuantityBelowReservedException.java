package smallbusiness.warehouse.stock;

/** The quantity on hand cannot be less than what is reserved. */
final class QuantityBelowReservedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  final long itemId;
  final long reserved;

  QuantityBelowReservedException(long itemId, long quantity, long reserved) {
    super(
        "Item %d has %d pieces reserved, so its quantity cannot be %d"
            .formatted(itemId, reserved, quantity));
    this.itemId = itemId;
    this.reserved = reserved;
  }
}
