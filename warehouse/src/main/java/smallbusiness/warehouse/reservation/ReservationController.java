package smallbusiness.warehouse.reservation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.web.Resources;

/** {@code /warehouse/reservations}. */
@RestController
@RequestMapping("/warehouse/reservations")
@Tag(name = "Reservations", description = "What is promised to orders")
class ReservationController {

  private final Reservations reservations;

  ReservationController(Reservations reservations) {
    this.reservations = reservations;
  }

  @GetMapping("/{orderId}")
  @Operation(summary = "Shows what is promised to an order, or why nothing is")
  ResponseEntity<ReservationView> find(@PathVariable("orderId") long orderId) {
    ReservationView view =
        reservations
            .find(orderId)
            .map(ReservationView::of)
            .orElseThrow(() -> new UnknownReservationException(orderId));
    return Resources.found(view, view.version());
  }

  @ExceptionHandler
  Problem unknown(UnknownReservationException e) {
    return Problem.of(
            HttpStatus.NOT_FOUND, "unknown-reservation", "Unknown reservation", e.getMessage())
        .with("order_id", e.orderId());
  }
}
