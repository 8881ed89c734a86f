package smallbusiness.sales.catalogue;

import java.math.BigDecimal;

/**
 * An item as Warehouse last told of it.
 *
 * @param id the item, as Warehouse numbers it
 * @param price list price of one piece
 * @param available pieces on hand that are promised to nobody
 * @param removed whether Warehouse has taken it out of its books
 * @param version number of the last event that told of it
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
