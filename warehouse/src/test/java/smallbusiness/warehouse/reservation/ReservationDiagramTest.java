package smallbusiness.warehouse.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.testing.StateDiagram;
import smallbusiness.messaging.testing.StateDiagram.Transition;
import smallbusiness.warehouse.stock.ItemFixture;

/** The documentation draws what the code does: every transition, and no other. */
class ReservationDiagramTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private enum Happening {
    PLACED,
    PLACED_TOO_LARGE,
    CANCELLED,
    PAID_IN_PART,
    PAID
  }

  /** Ways to each state; a payment that came first may be a full one or not. */
  private static final List<List<Happening>> BEFORE =
      List.of(
          List.of(),
          List.of(Happening.PAID_IN_PART),
          List.of(Happening.PAID),
          List.of(Happening.PLACED),
          List.of(Happening.PLACED_TOO_LARGE),
          List.of(Happening.CANCELLED),
          List.of(Happening.PLACED, Happening.PAID));

  @Test
  void the_diagram_shows_every_way_that_a_reservation_can_take() {
    Set<Transition> taken = new TreeSet<>();
    for (List<Happening> before : BEFORE) {
      for (Happening next : Happening.values()) {
        Stock stock = new Stock(Map.of(7L, ItemFixture.item(7, 10)));
        Reservation reservation = new Reservation(42);
        before.forEach(what -> happens(what, reservation, stock));
        String from = before.isEmpty() ? "[*]" : name(reservation);
        happens(next, reservation, stock);
        if (!from.equals(name(reservation))) {
          taken.add(new Transition(from, name(reservation)));
        }
      }
    }

    assertThat(StateDiagram.below("Warehouse: the reservation")).isEqualTo(taken);
  }

  private static void happens(Happening what, Reservation reservation, Stock stock) {
    switch (what) {
      case PLACED -> reservation.place(List.of(new Line(7, 1)), stock, NOW);
      case PLACED_TOO_LARGE -> reservation.place(List.of(new Line(7, 11)), stock, NOW);
      case CANCELLED -> reservation.cancel(List.of(new Line(7, 1)), stock);
      case PAID_IN_PART -> reservation.pay(1, false, stock, NOW);
      case PAID -> reservation.pay(2, true, stock, NOW);
    }
  }

  private static String name(Reservation reservation) {
    return reservation.version() == 0 ? "noted" : reservation.status().name();
  }
}
