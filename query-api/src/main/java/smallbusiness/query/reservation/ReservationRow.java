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
import smallbusiness.query.sql.Table;

/**
 * A row of table {@code reservation}, as far as a batch of events determines it.
 *
 * @param shortages empty unless the batch contains the rejection
 * @param shippedAt null unless the batch contains the shipment
 */
record ReservationRow(
    long orderId,
    long version,
    String status,
    List<Line> lines,
    List<Shortage> shortages,
    @Nullable Instant shippedAt,
    Instant changedAt) {

  /** Pieces of one item. */
  record Line(long itemId, long quantity) {}

  /** An item that was short. */
  record Shortage(long itemId, long wanted, long available) {}

  static final Table<ReservationRow> TABLE =
      Table.of("reservation", ReservationRow.class, "order_id")
          .keepingIfAbsent("shortages")
          .keepingIfAbsent("shipped_at");

  /** The row after all events of one reservation, which are sorted by version. */
  static ReservationRow after(List<ReceivedEvent> events) {
    List<Shortage> shortages = List.of();
    @Nullable Instant shippedAt = null;
    for (ReceivedEvent event : events) {
      if (event.payload() instanceof StockShort stockShort) {
        shortages = shortages(stockShort);
      } else if (event.payload() instanceof OrderShipped shipped) {
        shippedAt = shipped.getShippedAt();
      }
    }
    ReceivedEvent newest = events.getLast();
    ReservationState state = state(newest);
    return new ReservationRow(
        EventsByAggregate.id(newest),
        newest.sequence(),
        state.getStatus().name(),
        state.getLines().stream()
            .map(line -> new Line(line.getItemId(), line.getQuantity()))
            .toList(),
        shortages,
        shippedAt,
        newest.time());
  }

  private static ReservationState state(ReceivedEvent event) {
    return switch (event.payload()) {
      case StockReserved reserved -> reserved.getReservation();
      case StockShort stockShort -> stockShort.getReservation();
      case ReservationReleased released -> released.getReservation();
      case OrderShipped shipped -> shipped.getReservation();
      default -> throw new IllegalArgumentException("Not a reservation event: " + event.type());
    };
  }

  private static List<Shortage> shortages(StockShort stockShort) {
    return stockShort.getShortages().stream()
        .map(line -> new Shortage(line.getItemId(), line.getWanted(), line.getAvailable()))
        .toList();
  }
}
