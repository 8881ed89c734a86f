package smallbusiness.sales.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.Versioned;

/** The JSON of an order. */
@Schema(name = "Order")
record OrderView(
    long id,
    @Schema(description = "The customer, who may have no details") long customerId,
    @Schema(description = "Business date of the order") Instant date,
    List<Item> items,
    @Schema(description = "Sum of price times quantity, with two decimals") BigDecimal total,
    @Schema(description = "Status of the order") Status status,
    @Schema(description = "When the order was shipped; absent until then")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Instant shippedAt,
    @Schema(description = "The shortages of a rejected order; absent otherwise")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Missing> rejection,
    @Schema(description = "Number of events of this order; also its ETag") long version)
    implements Versioned {

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

  /** An item that was short. */
  @Schema(name = "Shortage")
  record Missing(
      long itemId,
      @Schema(description = "Pieces that the order wanted") long wanted,
      @Schema(description = "Pieces that were available") long available) {

    static Missing of(Shortage shortage) {
      return new Missing(shortage.itemId(), shortage.wanted(), shortage.available());
    }
  }
}
