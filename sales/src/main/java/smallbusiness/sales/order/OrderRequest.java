package smallbusiness.sales.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients send about orders. */
final class OrderRequest {

  /** Lines of an order at most. */
  static final int MAX_LINES = 1000;

  /** Pieces of a line at most. */
  static final long MAX_QUANTITY = 1_000_000;

  private OrderRequest() {}

  /**
   * A new order.
   *
   * @param date when it was placed; null means now
   */
  record New(
      @NotNull @Positive Long customerId,
      @NotNull @Size(min = 1, max = MAX_LINES) List<@NotNull @Valid Item> items,
      @Nullable Instant date) {

    Lines lines() {
      return new Lines(items.stream().map(Item::line).toList());
    }
  }

  /**
   * A change of an order: the fields that are given. What cannot be changed may be given, as in a
   * resource that is sent back whole, and must then be as it is.
   */
  record Change(
      @Nullable Long id,
      @Nullable @Positive Long customerId,
      @Nullable Instant date,
      @Nullable @Size(min = 1, max = MAX_LINES) List<@NotNull @Valid Item> items,
      @Nullable BigDecimal total,
      @Nullable Status status,
      @Nullable Instant shippedAt,
      @Nullable List<OrderView.ShortageView> rejection,
      @Nullable Long version) {

    OrderChange change() {
      return new OrderChange(
          customerId, date, items == null ? null : items.stream().map(Item::line).toList());
    }
  }

  /** One item. */
  record Item(
      @NotNull @Positive Long id,
      @NotNull @PositiveOrZero @Digits(integer = 10, fraction = 2) BigDecimal price,
      @NotNull @Min(1) @Max(MAX_QUANTITY) Long quantity) {

    Line line() {
      return new Line(id, price, quantity);
    }
  }
}
