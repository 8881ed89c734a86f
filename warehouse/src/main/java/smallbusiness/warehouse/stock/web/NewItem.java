package smallbusiness.warehouse.stock.web;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.warehouse.stock.Item;

/** The body that adds an item; a description may be left out. */
record NewItem(
    @NotNull @ItemRules.Line String name,
    @ItemRules.Text @Nullable String description,
    @NotNull @ItemRules.Line String countryOfOrigin,
    @NotNull @ItemRules.Price BigDecimal price,
    @NotNull @ItemRules.Pieces Long quantity) {

  Item toItem() {
    return new Item(
        name, Objects.requireNonNullElse(description, ""), countryOfOrigin, price, quantity);
  }
}
