package smallbusiness.warehouse.reservation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reservation as JSON shows it. */
@Schema(name = "Reservation")
record ReservationView(
    long orderId,
    Status status,
    List<LineView> lines,
    @Schema(description = "When the pieces left; null until then") @Nullable Instant shippedAt,
    @Schema(description = "How many events the reservation has had; also its ETag") long version) {

  /** One item of the order. */
  @Schema(name = "ReservationLine")
  record LineView(
      long itemId,
      @Schema(description = "Pieces that the order wants") long quantity,
      @Schema(description = "Pieces that there were, when too few; null otherwise")
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
