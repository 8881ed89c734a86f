package smallbusiness.warehouse.stock.web;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import smallbusiness.warehouse.stock.ItemChange;

/** The body that changes an item: what is left out stays as it is. */
record ChangedItem(
    @ItemRules.Line @Nullable String name,
    @ItemRules.Text @Nullable String description,
    @ItemRules.Line @Nullable String countryOfOrigin,
    @ItemRules.Price @Nullable BigDecimal price,
    @ItemRules.Pieces @Nullable Long quantity) {

  ItemChange toChange() {
    return new ItemChange(name, description, countryOfOrigin, price, quantity);
  }
}
