package smallbusiness.sales.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as JSON.
 *
 * @param date when it was placed, as the business says
 * @param total sum of price times quantity
 * @param shippedAt when it left the warehouse; absent until then
 * @param rejection why it was rejected; absent unless it was
 * @param version number of events of the order; also its entity tag
 */
record OrderView(
    long id,
    long customerId,
    Instant date,
    List<ItemView> items,
    BigDecimal total,
    Status status,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant shippedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ShortageView> rejection,
    long version) {

  /** One item of the order. */
  record ItemView(long id, BigDecimal price, long quantity) {}

  /** An item of which the order wanted more than there was. */
  record ShortageView(long itemId, long wanted, long available) {}

  /** Reads the order whole; within a transaction. */
  static OrderView of(Order order) {
    return new OrderView(
        order.id(),
        order.customerId(),
        order.date(),
        order.lines().stream()
            .map(line -> new ItemView(line.itemId(), line.price(), line.quantity()))
            .toList(),
        order.total(),
        order.status(),
        order.shippedAt(),
        order.shortages().stream()
            .map(s -> new ShortageView(s.itemId(), s.wanted(), s.available()))
            .toList(),
        order.version());
  }
}
