package smallbusiness.sales.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static smallbusiness.sales.order.OrderFixture.SHIPPED_AT;
import static smallbusiness.sales.order.OrderFixture.SHORTAGE;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.events.sales.RejectedLine;
import smallbusiness.schemas.EventType;

/** Every event in every status. */
class OrderLifeTest {

  /** The updates of a placed order. */
  enum Update {
    CONFIRM(Order::confirm),
    REJECT(order -> order.reject(List.of(SHORTAGE))),
    SHIP(order -> order.ship(SHIPPED_AT)),
    CANCEL(Order::cancel);

    @SuppressWarnings("ImmutableEnumChecker") // stateless
    private final Function<Order, Optional<? extends SpecificRecord>> step;

    Update(Function<Order, Optional<? extends SpecificRecord>> step) {
      this.step = step;
    }

    Optional<? extends SpecificRecord> happensTo(Order order) {
      return step.apply(order);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLACED,    CONFIRM, CONFIRMED, OrderConfirmed",
    "PLACED,    REJECT,  REJECTED,  OrderRejected",
    "PLACED,    SHIP,    SHIPPED,   OrderShipped",
    "PLACED,    CANCEL,  CANCELLED, OrderCancelled",
    "CONFIRMED, SHIP,    SHIPPED,   OrderShipped",
    "CONFIRMED, CANCEL,  CANCELLED, OrderCancelled",
    "CANCELLED, SHIP,    SHIPPED,   OrderShipped",
  })
  void each_transition_yields_one_event(Status from, Update what, Status to, String eventName) {
    Order order = OrderFixture.in(from);
    long before = order.version();

    Optional<? extends SpecificRecord> event = what.happensTo(order);

    assertThat(order.status()).isEqualTo(to);
    assertThat(order.version()).isEqualTo(before + 1);
    assertThat(event)
        .hasValueSatisfying(
            e -> {
              assertThat(e.getClass().getSimpleName()).isEqualTo(eventName);
              assertThat(EventType.of(e).versionOf(e)).isEqualTo(before + 1);
              assertThat(EventType.of(e).keyOf(e)).isEqualTo("42");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIRMED, CONFIRM",
    "CONFIRMED, REJECT",
    "REJECTED,  CONFIRM",
    "REJECTED,  REJECT",
    "SHIPPED,   CONFIRM",
    "SHIPPED,   REJECT",
    "SHIPPED,   SHIP",
    "CANCELLED, CONFIRM",
    "CANCELLED, REJECT",
    "CANCELLED, CANCEL",
  })
  void repeated_and_late_updates_change_nothing(Status status, Update what) {
    Order order = OrderFixture.in(status);
    long before = order.version();

    assertThat(what.happensTo(order)).isEmpty();
    assertThat(order.status()).isEqualTo(status);
    assertThat(order.version()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "SHIPPED"})
  void a_rejected_or_shipped_order_cannot_be_cancelled(Status status) {
    Order order = OrderFixture.in(status);

    assertThatExceptionOfType(OrderClosedException.class)
        .isThrownBy(order::cancel)
        .satisfies(e -> assertThat(e.status).isEqualTo(status));
    assertThat(order.status()).isEqualTo(status);
  }

  @Test
  void a_rejected_order_cannot_be_shipped() {
    Order order = OrderFixture.in(Status.REJECTED);

    assertThatIllegalStateException().isThrownBy(() -> order.ship(SHIPPED_AT));
    assertThat(order.status()).isEqualTo(Status.REJECTED);
  }

  @Test
  void a_rejected_order_lists_its_shortages() {
    Order order = OrderFixture.placed();

    Optional<OrderRejected> event = order.reject(List.of(SHORTAGE));

    assertThat(order.shortages()).containsExactly(SHORTAGE);
    assertThat(event)
        .hasValueSatisfying(
            e -> {
              assertThat(e.getShortages()).containsExactly(new RejectedLine(2L, 1L, 0L));
              assertThat(e.getOrder().getStatus()).isEqualTo(OrderStatus.REJECTED);
            });
  }

  @Test
  void a_shipment_overrides_a_concurrent_cancellation() {
    Order order = OrderFixture.in(Status.CONFIRMED);
    order.cancel();

    Optional<OrderShipped> event = order.ship(SHIPPED_AT);

    assertThat(order.status()).isEqualTo(Status.SHIPPED);
    assertThat(order.shippedAt()).isEqualTo(SHIPPED_AT);
    assertThat(event)
        .hasValueSatisfying(
            e -> {
              assertThat(e.getShippedAt()).isEqualTo(SHIPPED_AT);
              assertThat(e.getOrder().getStatus()).isEqualTo(OrderStatus.SHIPPED);
            });
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void every_status_has_a_published_counterpart(Status status) {
    assertThat(OrderStatus.valueOf(status.name())).isNotEqualTo(OrderStatus.UNKNOWN);
  }
}
