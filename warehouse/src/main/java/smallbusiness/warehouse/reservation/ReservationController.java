package smallbusiness.warehouse.reservation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.messaging.web.request.Resources;

/** {@code /warehouse/reservations}. */
@RestController
@RequestMapping("/warehouse/reservations")
@Tag(name = "Reservations", description = "Stock reserved for orders")
class ReservationController {

  private final Reservations reservations;

  ReservationController(Reservations reservations) {
    this.reservations = reservations;
  }

  @GetMapping("/{orderId}")
  @Operation(summary = "Returns the reservation of an order, with shortages if there are any")
  ResponseEntity<ReservationView> find(@PathVariable("orderId") long orderId) {
    return reservations
        .find(orderId)
        .map(ReservationView::of)
        .map(Resources::found)
        .orElseThrow(() -> new NotFoundException("reservation", "order_id", orderId));
  }
}
