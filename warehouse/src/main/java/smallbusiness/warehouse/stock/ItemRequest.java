package smallbusiness.warehouse.stock;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.ReadOnlyFields;

/** What clients send of an item. */
final class ItemRequest {

  private ItemRequest() {}

  /** A new item; the description may be left out. */
  @Schema(name = "NewItem")
  record New(
      @NotNull @ItemRules.Line String name,
      @ItemRules.Text @Nullable String description,
      @NotNull @ItemRules.Line String countryOfOrigin,
      @NotNull @ItemRules.Price BigDecimal price,
      @NotNull @ItemRules.Pieces Long quantity) {

    Item item() {
      return new Item(
          name, Objects.requireNonNullElse(description, ""), countryOfOrigin, price, quantity);
    }
  }

  /**
   * A changed item: what is left out stays as it is. What cannot be set may be given, as in a
   * resource that is sent back whole, and must then be as it is.
   */
  @Schema(name = "ItemChange")
  record Change(
      @Nullable Long id,
      @ItemRules.Line @Nullable String name,
      @ItemRules.Text @Nullable String description,
      @ItemRules.Line @Nullable String countryOfOrigin,
      @ItemRules.Price @Nullable BigDecimal price,
      @ItemRules.Pieces @Nullable Long quantity,
      @Nullable Long reserved,
      @Nullable Long available,
      @Nullable Long version) {

    /**
     * Accepts the item as it is.
     *
     * @throws smallbusiness.messaging.problem.ProblemException 400 when a field that cannot be set
     *     was given another value than it has
     */
    void mustFit(Item now) {
      new ReadOnlyFields()
          .compare("id", id, now.id())
          .compare("reserved", reserved, now.reserved())
          .compare("available", available, now.available())
          .compare("version", version, now.version())
          .accept();
    }

    ItemChange change() {
      return new ItemChange(name, description, countryOfOrigin, price, quantity);
    }
  }
}
