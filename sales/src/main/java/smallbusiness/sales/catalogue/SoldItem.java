package smallbusiness.sales.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** The JSON of an item that is for sale. */
@Schema(name = "SoldItem")
record SoldItem(
    long id,
    String name,
    String description,
    String countryOfOrigin,
    @Schema(description = "List price of one piece, with two decimals") BigDecimal price,
    @Schema(description = "Pieces that can still be reserved, as last published by Warehouse")
        long available) {

  static SoldItem of(CatalogueItem item) {
    return new SoldItem(
        item.id(),
        item.name(),
        item.description(),
        item.countryOfOrigin(),
        item.price(),
        item.available());
  }
}
