package smallbusiness.sales.order;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.ReadOnlyFields;

/** Request bodies for orders. */
final class OrderRequest {

  /** Maximum pieces of a line: beyond any small business, and safe to add up. */
  static final long MAX_QUANTITY = 1_000_000;

  /** Maximum lines of an order. */
  static final int MAX_LINES = 1000;

  private OrderRequest() {}

  /** A new order. The date defaults to now. */
  @Schema(name = "NewOrder")
  record New(
      @NotNull @Positive Long customerId,
      @NotNull @Size(min = 1, max = MAX_LINES) List<@NotNull @Valid Item> items,
      @Nullable Instant date) {

    Lines lines() {
      return new Lines(items.stream().map(Item::line).toList());
    }
  }

  /**
   * A partial change: absent fields keep their values. Read-only fields may be sent, as in a
   * resource that is read, edited and sent back, and must then match the current values.
   */
  @Schema(name = "OrderChange")
  record Change(
      @Nullable Long id,
      @Positive @Nullable Long customerId,
      @Nullable Instant date,
      @Size(min = 1, max = MAX_LINES) @Nullable List<@NotNull @Valid Item> items,
      @Nullable BigDecimal total,
      @Nullable Status status,
      @Nullable Instant shippedAt,
      @Nullable List<OrderView.Missing> rejection,
      @Nullable Long version) {

    OrderChange change() {
      return new OrderChange(
          customerId, date, items == null ? null : items.stream().map(Item::line).toList());
    }

    /** Throws a 400 problem when a read-only field differs from the current order. */
    void requireReadOnlyFieldsOf(OrderView now) {
      new ReadOnlyFields()
          .compare("id", id, now.id())
          .compare("total", total, now.total())
          .compare("status", status, now.status())
          .compare("shipped_at", shippedAt, now.shippedAt())
          .compare("rejection", rejection, now.rejection())
          .compare("version", version, now.version())
          .accept();
    }
  }

  /** One item of an order. */
  @Schema(name = "NewOrderItem")
  record Item(
      @NotNull @Positive Long id,
      @NotNull @DecimalMin("0") @Digits(integer = 10, fraction = 2) BigDecimal price,
      @NotNull @Min(1) @Max(MAX_QUANTITY) Long quantity) {

    Line line() {
      return new Line(id, price, quantity);
    }
  }
}
