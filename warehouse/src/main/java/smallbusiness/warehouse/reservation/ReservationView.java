package smallbusiness.warehouse.reservation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.Versioned;

/** The JSON of a reservation. */
@Schema(name = "Reservation")
record ReservationView(
    long orderId,
    Status status,
    List<LineView> lines,
    @Schema(description = "When the order was shipped; null until then")
        @Nullable Instant shippedAt,
    @Schema(description = "Number of events of this reservation; also its ETag") long version)
    implements Versioned {

  /** One item of the order. */
  @Schema(name = "ReservationLine")
  record LineView(
      long itemId,
      @Schema(description = "Pieces that the order wants") long quantity,
      @Schema(description = "Pieces that were available if too few; null otherwise")
          @Nullable Long available) {}

  static ReservationView of(Reservation reservation) {
    return new ReservationView(
        reservation.orderId(),
        reservation.status(),
        reservation.lines().stream()
            .map(line -> new LineView(line.itemId(), line.quantity(), line.available()))
            .toList(),
        reservation.shippedAt(),
        reservation.version());
  }
}
