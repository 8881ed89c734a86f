package smallbusiness.warehouse.stock;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** An item as JSON shows it. */
@Schema(name = "Item")
record ItemView(
    long id,
    String name,
    String description,
    String countryOfOrigin,
    @Schema(description = "List price of one piece, with two decimals") BigDecimal price,
    @Schema(description = "Pieces on hand, the reserved ones among them") long quantity,
    @Schema(description = "Pieces promised to orders that have not left yet") long reserved,
    @Schema(description = "Pieces that can still be promised") long available,
    @Schema(description = "How many events the item has had; also its ETag") long version) {

  static ItemView of(Item item) {
    return new ItemView(
        item.id(),
        item.name(),
        item.description(),
        item.countryOfOrigin(),
        item.price(),
        item.quantity(),
        item.reserved(),
        item.available(),
        item.version());
  }
}
