package smallbusiness.warehouse.stock;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * New values for an item's fields. A null field keeps its value.
 *
 * @param price list price of one piece, at most two decimals
 * @param quantity pieces on hand from now on
 */
record ItemChange(
    @Nullable String name,
    @Nullable String description,
    @Nullable String countryOfOrigin,
    @Nullable BigDecimal price,
    @Nullable Long quantity) {}
