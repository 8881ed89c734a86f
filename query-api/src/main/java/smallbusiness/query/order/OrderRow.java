package smallbusiness.query.order;

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

/**
 * What a batch of events tells of an order.
 *
 * @param shortages null when no event of the batch tells of any
 * @param shippedAt null when no event of the batch tells of shipment
 */
record OrderRow(
    OrderHead head,
    List<Line> lines,
    @Nullable List<Shortage> shortages,
    @Nullable Instant shippedAt,
    Instant changedAt) {

  /** The row after the event; {@code before} is null for the first event of a batch. */
  static OrderRow after(@Nullable OrderRow before, ReceivedEvent event) {
    List<Shortage> shortages = before == null ? null : before.shortages;
    Instant shippedAt = before == null ? null : before.shippedAt;
    return switch (event.payload()) {
      case OrderPlaced placed -> of(event, placed.getOrder(), shortages, shippedAt);
      case OrderChanged changed -> of(event, changed.getOrder(), shortages, shippedAt);
      case OrderConfirmed confirmed -> of(event, confirmed.getOrder(), shortages, shippedAt);
      case OrderCancelled cancelled -> of(event, cancelled.getOrder(), shortages, shippedAt);
      case OrderRejected rejected ->
          of(event, rejected.getOrder(), Shortage.of(rejected), shippedAt);
      case OrderShipped shipped -> of(event, shipped.getOrder(), shortages, shipped.getShippedAt());
      default -> throw new IllegalArgumentException("Tells of no order: " + event.type());
    };
  }

  private static OrderRow of(
      ReceivedEvent event,
      OrderState state,
      @Nullable List<Shortage> shortages,
      @Nullable Instant shippedAt) {
    return new OrderRow(
        new OrderHead(
            EventsByAggregate.id(event),
            event.sequence(),
            state.getCustomerId(),
            state.getDate(),
            state.getStatus().name(),
            state.getTotal()),
        state.getLines().stream()
            .map(line -> new Line(line.getItemId(), line.getPrice(), line.getQuantity()))
            .toList(),
        shortages,
        shippedAt,
        event.time());
  }

  long id() {
    return head.id();
  }
}
