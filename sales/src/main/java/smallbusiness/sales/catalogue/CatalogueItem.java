package smallbusiness.sales.catalogue;

import java.math.BigDecimal;

/**
 * An item as last published by Warehouse; a row of {@code catalogue_item}.
 *
 * @param price list price of one piece
 * @param available pieces that can still be reserved
 * @param version version of the item's last event
 */
record CatalogueItem(
    long id,
    String name,
    String description,
    String countryOfOrigin,
    BigDecimal price,
    long available,
    boolean removed,
    long version) {}
