package smallbusiness.sales.catalogue;

import java.math.BigDecimal;

/**
 * An item that is for sale, as JSON.
 *
 * @param price list price of one piece
 * @param available pieces that are promised to nobody, as far as Warehouse has told
 */
record SoldItem(
    long id,
    String name,
    String description,
    String countryOfOrigin,
    BigDecimal price,
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
