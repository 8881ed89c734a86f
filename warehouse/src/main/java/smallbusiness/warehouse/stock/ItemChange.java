package smallbusiness.warehouse.stock;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * New values for an item's fields. A null field keeps its value.
 *
 * @param price list price of one unit, at most two decimals
 * @param quantity units on hand from now on
 */
record ItemChange(
    @Nullable String name,
    @Nullable String description,
    @Nullable String countryOfOrigin,
    @Nullable BigDecimal price,
    @Nullable Long quantity) {}
