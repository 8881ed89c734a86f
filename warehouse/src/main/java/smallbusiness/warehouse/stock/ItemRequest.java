package smallbusiness.warehouse.stock;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.ReadOnlyFields;

/** Request bodies for items. */
final class ItemRequest {

  private ItemRequest() {}

  /** A new item. The description is optional. */
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
   * A partial change: absent fields keep their values. Read-only fields may be sent, as in a
   * resource that is read, edited and sent back, and must then match the current values.
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

    /** Throws a 400 problem when a read-only field differs from the current item. */
    void requireReadOnlyFieldsOf(Item now) {
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
