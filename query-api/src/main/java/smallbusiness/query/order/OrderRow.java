package smallbusiness.query.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderChanged;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.events.sales.OrderState;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.Table;

/**
 * A row of table {@code sales_order}, as far as a batch of events determines it.
 *
 * @param shortages empty unless the batch contains the rejection
 * @param shippedAt null unless the batch contains the shipment
 */
record OrderRow(
    long id,
    long version,
    long customerId,
    Instant date,
    String status,
    BigDecimal total,
    List<Line> lines,
    List<Shortage> shortages,
    @Nullable Instant shippedAt,
    Instant changedAt) {

  /** A line; the price is that of one piece. */
  record Line(long itemId, BigDecimal price, long quantity) {

    BigDecimal amount() {
      return price.multiply(BigDecimal.valueOf(quantity));
    }
  }

  /** An item that was short. */
  record Shortage(long itemId, long wanted, long available) {}

  static final Table<OrderRow> TABLE =
      Table.of("sales_order", OrderRow.class, "id")
          .keepingIfAbsent("shortages")
          .keepingIfAbsent("shipped_at");

  /** The row after all events of one order, which are sorted by version. */
  static OrderRow after(List<ReceivedEvent> events) {
    List<Shortage> shortages = List.of();
    @Nullable Instant shippedAt = null;
    for (ReceivedEvent event : events) {
      if (event.payload() instanceof OrderRejected rejected) {
        shortages = shortages(rejected);
      } else if (event.payload() instanceof OrderShipped shipped) {
        shippedAt = shipped.getShippedAt();
      }
    }
    ReceivedEvent newest = events.getLast();
    OrderState state = state(newest);
    return new OrderRow(
        EventsByAggregate.id(newest),
        newest.sequence(),
        state.getCustomerId(),
        state.getDate(),
        state.getStatus().name(),
        state.getTotal(),
        state.getLines().stream()
            .map(line -> new Line(line.getItemId(), line.getPrice(), line.getQuantity()))
            .toList(),
        shortages,
        shippedAt,
        newest.time());
  }

  private static OrderState state(ReceivedEvent event) {
    return switch (event.payload()) {
      case OrderPlaced placed -> placed.getOrder();
      case OrderChanged changed -> changed.getOrder();
      case OrderConfirmed confirmed -> confirmed.getOrder();
      case OrderCancelled cancelled -> cancelled.getOrder();
      case OrderRejected rejected -> rejected.getOrder();
      case OrderShipped shipped -> shipped.getOrder();
      default -> throw new IllegalArgumentException("Not an order event: " + event.type());
    };
  }

  private static List<Shortage> shortages(OrderRejected rejected) {
    return rejected.getShortages().stream()
        .map(line -> new Shortage(line.getItemId(), line.getWanted(), line.getAvailable()))
        .toList();
  }

  /** The columns that the totals depend on. */
  OrderHead head() {
    return new OrderHead(id, version, customerId, date, status, total);
  }
}
