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

/** The documented state diagram has exactly the transitions of the code. */
class ReservationDiagramTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private enum Update {
    PLACED,
    PLACED_TOO_LARGE,
    CANCELLED,
    PAID_IN_PART,
    PAID
  }

  /** Paths to each state; a payment that comes first may be in full or not. */
  private static final List<List<Update>> BEFORE =
      List.of(
          List.of(),
          List.of(Update.PAID_IN_PART),
          List.of(Update.PAID),
          List.of(Update.PLACED),
          List.of(Update.PLACED_TOO_LARGE),
          List.of(Update.CANCELLED),
          List.of(Update.PLACED, Update.PAID));

  @Test
  void the_diagram_shows_every_transition_of_a_reservation() {
    Set<Transition> taken = new TreeSet<>();
    for (List<Update> before : BEFORE) {
      for (Update next : Update.values()) {
        Stock stock = new Stock(Map.of(7L, ItemFixture.item(7, 10)));
        Reservation reservation = new Reservation(42);
        before.forEach(what -> apply(what, reservation, stock));
        String from = before.isEmpty() ? "[*]" : name(reservation);
        apply(next, reservation, stock);
        if (!from.equals(name(reservation))) {
          taken.add(new Transition(from, name(reservation)));
        }
      }
    }

    assertThat(StateDiagram.below("Warehouse: the reservation")).isEqualTo(taken);
  }

  private static void apply(Update what, Reservation reservation, Stock stock) {
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
