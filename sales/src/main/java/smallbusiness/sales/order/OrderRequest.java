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
import smallbusiness.messaging.web.ReadOnlyFields;

/** What clients send of an order. */
final class OrderRequest {

  /** Pieces of a line at most: beyond any small business, and safe to add up. */
  static final long MAX_QUANTITY = 1_000_000;

  /** Lines of an order at most. */
  static final int MAX_LINES = 1000;

  private OrderRequest() {}

  /** A new order; without a date it is placed now. */
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
   * A changed order: what is left out stays as it is. What cannot be set may be given, as in a
   * resource that is sent back whole, and must then be as it is.
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

    /**
     * Accepts the order as it is.
     *
     * @throws smallbusiness.messaging.problem.ProblemException 400 when a field that cannot be set
     *     was given another value than it has
     */
    void mustFit(OrderView now) {
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
