package smallbusiness.warehouse.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.ReservationState;
import smallbusiness.events.warehouse.ReservationStatus;
import smallbusiness.events.warehouse.ReservedLine;
import smallbusiness.events.warehouse.Shortage;
import smallbusiness.events.warehouse.StockChangeReason;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;
import smallbusiness.warehouse.stock.Item;
import smallbusiness.warehouse.stock.ItemFixture;

class ReservationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long ORDER = 42;

  private final Item teacups = ItemFixture.item(7, 10);
  private final Item saucers = ItemFixture.item(8, 3);
  private final Stock stock = new Stock(Map.of(7L, teacups, 8L, saucers));
  private final Reservation reservation = new Reservation(ORDER);

  @Test
  void an_order_gets_all_its_lines_reserved() {
    var events = reservation.place(lines(8, 3, 7, 4), stock, NOW);

    assertThat(kinds(events))
        .containsExactly(StockChanged.class, StockChanged.class, StockReserved.class);
    assertThat(events.getLast())
        .isEqualTo(new StockReserved(ORDER, 1L, state(ReservationStatus.HELD)));
    assertThat(teacups.available()).isEqualTo(6);
    assertThat(saucers.available()).isZero();
  }

  @Test
  void an_order_that_is_short_of_one_item_gets_nothing_reserved() {
    var events = reservation.place(lines(7, 4, 8, 4, 9, 1), stock, NOW);

    assertThat(kinds(events)).containsExactly(StockShort.class);
    assertThat(((StockShort) events.getFirst()).getShortages())
        .containsExactly(new Shortage(8L, 4L, 3L), new Shortage(9L, 1L, 0L));
    assertThat(teacups.reserved()).isZero();
  }

  @Test
  void a_repeated_order_is_reserved_once() {
    reservation.place(lines(7, 4), stock, NOW);

    assertThat(reservation.place(lines(7, 4), stock, NOW)).isEmpty();
    assertThat(teacups.reserved()).isEqualTo(4);
  }

  @Test
  void a_cancelled_order_releases_its_reservation() {
    reservation.place(lines(7, 4, 8, 3), stock, NOW);

    var events = reservation.cancel(lines(7, 4, 8, 3), stock);

    assertThat(kinds(events))
        .containsExactly(StockChanged.class, StockChanged.class, ReservationReleased.class);
    assertThat(((StockChanged) events.getFirst()).getReason())
        .isEqualTo(StockChangeReason.RELEASED);
    assertThat(events.getLast())
        .isEqualTo(new ReservationReleased(ORDER, 2L, state(ReservationStatus.RELEASED)));
    assertThat(teacups.reserved()).isZero();
    assertThat(reservation.cancel(lines(7, 4, 8, 3), stock)).isEmpty();
  }

  @Test
  void a_paid_order_is_shipped_once() {
    reservation.place(lines(7, 4, 8, 3), stock, NOW);

    var events = reservation.pay(1, true, stock, NOW);

    assertThat(events.getLast())
        .isEqualTo(new OrderShipped(ORDER, 2L, NOW, state(ReservationStatus.SHIPPED)));
    assertThat(teacups.quantity()).isEqualTo(6);
    assertThat(teacups.reserved()).isZero();
    assertThat(reservation.pay(2, true, stock, NOW)).isEmpty();
    assertThat(reservation.shippedAt()).isEqualTo(NOW);
  }

  @Test
  void an_order_that_is_not_paid_in_full_is_not_shipped() {
    reservation.place(lines(7, 4), stock, NOW);

    assertThat(reservation.pay(1, false, stock, NOW)).isEmpty();
    assertThat(reservation.status()).isEqualTo(Status.HELD);
  }

  @Test
  void whichever_of_shipment_and_cancellation_is_first_wins() {
    reservation.place(lines(7, 4), stock, NOW);
    reservation.pay(1, true, stock, NOW);
    assertThat(reservation.cancel(lines(7, 4), stock)).isEmpty();
    assertThat(reservation.status()).isEqualTo(Status.SHIPPED);

    Reservation other = new Reservation(43);
    other.place(lines(7, 4), stock, NOW);
    other.cancel(lines(7, 4), stock);
    assertThat(other.pay(1, true, stock, NOW)).isEmpty();
    assertThat(other.status()).isEqualTo(Status.RELEASED);
    assertThat(teacups.quantity()).isEqualTo(6);
    assertThat(teacups.reserved()).isZero();
  }

  @Test
  void a_cancellation_before_its_order_prevents_the_reservation() {
    assertThat(kinds(reservation.cancel(lines(7, 4), stock)))
        .containsExactly(ReservationReleased.class);
    assertThat(reservation.place(lines(7, 4), stock, NOW)).isEmpty();
    assertThat(teacups.reserved()).isZero();
  }

  @Test
  void an_order_that_is_paid_before_it_arrives_is_shipped_at_once() {
    assertThat(reservation.pay(1, true, stock, NOW)).isEmpty();

    assertThat(kinds(reservation.place(lines(7, 4), stock, NOW)))
        .containsExactly(
            StockChanged.class, StockReserved.class, StockChanged.class, OrderShipped.class);
    assertThat(reservation.version()).isEqualTo(2);
  }

  @Test
  void an_older_version_of_the_invoice_is_ignored() {
    reservation.pay(1, true, stock, NOW);
    reservation.pay(2, false, stock, NOW);
    reservation.pay(1, true, stock, NOW);

    assertThat(kinds(reservation.place(lines(7, 4), stock, NOW)))
        .containsExactly(StockChanged.class, StockReserved.class);
    assertThat(reservation.pay(2, true, stock, NOW)).isEmpty();
    assertThat(reservation.status()).isEqualTo(Status.HELD);
  }

  @Test
  void a_payment_for_an_order_that_was_short_ships_nothing() {
    reservation.place(lines(8, 4), stock, NOW);

    assertThat(reservation.pay(1, true, stock, NOW)).isEmpty();
    assertThat(reservation.cancel(lines(8, 4), stock)).isEmpty();
    assertThat(reservation.status()).isEqualTo(Status.SHORT);
  }

  private static List<Line> lines(long... itemAndQuantity) {
    return java.util.stream.IntStream.range(0, itemAndQuantity.length / 2)
        .mapToObj(i -> new Line(itemAndQuantity[2 * i], itemAndQuantity[2 * i + 1]))
        .toList();
  }

  private static ReservationState state(ReservationStatus status) {
    return new ReservationState(
        status, List.of(new ReservedLine(7L, 4L), new ReservedLine(8L, 3L)));
  }

  private static List<Class<?>> kinds(List<SpecificRecord> events) {
    return events.stream().<Class<?>>map(Object::getClass).toList();
  }
}
