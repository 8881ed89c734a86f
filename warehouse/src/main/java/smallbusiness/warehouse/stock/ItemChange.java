package smallbusiness.warehouse.stock;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of an item; what is null stays as it is.
 *
 * @param price list price of one piece with at most two decimals
 * @param quantity pieces on hand from now on
 */
record ItemChange(
    @Nullable String name,
    @Nullable String description,
    @Nullable String countryOfOrigin,
    @Nullable BigDecimal price,
    @Nullable Long quantity) {}
