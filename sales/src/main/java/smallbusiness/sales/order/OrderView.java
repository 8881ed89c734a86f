package smallbusiness.sales.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as JSON shows it. */
@Schema(name = "Order")
record OrderView(
    long id,
    @Schema(description = "The customer, who need not have been described") long customerId,
    @Schema(description = "When it was placed, as the business says") Instant date,
    List<Item> items,
    @Schema(description = "Sum of price times quantity, with two decimals") BigDecimal total,
    @Schema(description = "How far it has come") Status status,
    @Schema(description = "When it left the warehouse; absent until then")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Instant shippedAt,
    @Schema(description = "Why it was rejected; absent unless it was")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Missing> rejection,
    @Schema(description = "How many events the order has had; also its ETag") long version) {

  static OrderView of(Order order) {
    return new OrderView(
        order.id(),
        order.customerId(),
        order.date(),
        order.lines().stream().map(Item::of).toList(),
        order.total(),
        order.status(),
        order.shippedAt(),
        order.shortages().stream().map(Missing::of).toList(),
        order.version());
  }

  /** One item of the order. */
  @Schema(name = "OrderItem")
  record Item(
      long id,
      @Schema(description = "Agreed price of one piece, with two decimals") BigDecimal price,
      long quantity) {

    static Item of(Line line) {
      return new Item(line.itemId(), line.price(), line.quantity());
    }
  }

  /** An item of which the order wanted more than there was. */
  @Schema(name = "Shortage")
  record Missing(
      long itemId,
      @Schema(description = "Pieces that the order wanted") long wanted,
      @Schema(description = "Pieces that could have been promised") long available) {

    static Missing of(Shortage shortage) {
      return new Missing(shortage.itemId(), shortage.wanted(), shortage.available());
    }
  }
}
