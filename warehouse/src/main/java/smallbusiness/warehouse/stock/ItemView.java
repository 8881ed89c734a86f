package smallbusiness.warehouse.stock;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import smallbusiness.messaging.web.request.Versioned;

/** The JSON of an item. */
@Schema(name = "Item")
record ItemView(
    long id,
    String name,
    String description,
    String countryOfOrigin,
    @Schema(description = "List price of one piece, with two decimals") BigDecimal price,
    @Schema(description = "Pieces on hand, including reserved ones") long quantity,
    @Schema(description = "Pieces reserved for orders and not yet shipped") long reserved,
    @Schema(description = "Pieces that can still be reserved") long available,
    @Schema(description = "Number of events of this item; also its ETag") long version)
    implements Versioned {

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
