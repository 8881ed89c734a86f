package smallbusiness.query.reservation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.ReservationState;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;

/**
 * What a batch of events tells of a reservation.
 *
 * @param shortages null when no event of the batch tells of any
 * @param shippedAt null when no event of the batch tells of shipment
 */
record ReservationRow(
    long orderId,
    long version,
    String status,
    List<Line> lines,
    @Nullable List<Shortage> shortages,
    @Nullable Instant shippedAt,
    Instant changedAt) {

  /** Pieces of one item. */
  record Line(long itemId, long quantity) {}

  /** An item of which there was too little. */
  record Shortage(long itemId, long wanted, long available) {}

  /** The row after the event; {@code before} is null for the first event of a batch. */
  static ReservationRow after(@Nullable ReservationRow before, ReceivedEvent event) {
    List<Shortage> shortages = before == null ? null : before.shortages;
    Instant shippedAt = before == null ? null : before.shippedAt;
    return switch (event.payload()) {
      case StockReserved reserved -> of(event, reserved.getReservation(), shortages, shippedAt);
      case StockShort tooLittle ->
          of(event, tooLittle.getReservation(), shortages(tooLittle), shippedAt);
      case ReservationReleased released ->
          of(event, released.getReservation(), shortages, shippedAt);
      case OrderShipped shipped ->
          of(event, shipped.getReservation(), shortages, shipped.getShippedAt());
      default -> throw new IllegalArgumentException("Tells of no reservation: " + event.type());
    };
  }

  private static List<Shortage> shortages(StockShort tooLittle) {
    return tooLittle.getShortages().stream()
        .map(line -> new Shortage(line.getItemId(), line.getWanted(), line.getAvailable()))
        .toList();
  }

  private static ReservationRow of(
      ReceivedEvent event,
      ReservationState state,
      @Nullable List<Shortage> shortages,
      @Nullable Instant shippedAt) {
    return new ReservationRow(
        EventsByAggregate.id(event),
        event.sequence(),
        state.getStatus().name(),
        state.getLines().stream()
            .map(line -> new Line(line.getItemId(), line.getQuantity()))
            .toList(),
        shortages,
        shippedAt,
        event.time());
  }
}
