package smallbusiness.sales.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** An item that is for sale, as JSON shows it. */
@Schema(name = "SoldItem")
record SoldItem(
    long id,
    String name,
    String description,
    String countryOfOrigin,
    @Schema(description = "List price of one piece, with two decimals") BigDecimal price,
    @Schema(description = "Pieces that are promised to nobody, as far as Warehouse has told")
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
