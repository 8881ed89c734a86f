package smallbusiness.sales.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static smallbusiness.sales.order.OrderFixture.CUSTOMER;
import static smallbusiness.sales.order.OrderFixture.DATE;
import static smallbusiness.sales.order.OrderFixture.ID;
import static smallbusiness.sales.order.OrderFixture.NOW;
import static smallbusiness.sales.order.OrderFixture.line;
import static smallbusiness.sales.order.OrderFixture.lines;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderState;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.messaging.BusinessDate;
import smallbusiness.messaging.BusinessDate.InvalidDateException;

class OrderTest {

  @Test
  void its_first_event_carries_the_whole_order() {
    OrderPlaced event = OrderFixture.placed().placed();

    assertThat(event)
        .isEqualTo(
            new OrderPlaced(
                ID,
                1L,
                new OrderState(
                    CUSTOMER,
                    DATE,
                    OrderStatus.PLACED,
                    List.of(
                        new OrderLine(1L, new BigDecimal("19.99"), 3L),
                        new OrderLine(2L, new BigDecimal("0.50"), 1L)),
                    new BigDecimal("60.47"))));
  }

  @Test
  void its_date_is_kept_to_the_microsecond() {
    Order order = new Order(ID, CUSTOMER, DATE.plusNanos(1_999), lines(), NOW);

    assertThat(order.date()).isEqualTo(DATE.plusNanos(1_000));
  }

  @Test
  void a_date_in_the_future_is_refused_beyond_the_clock_tolerance() {
    Instant justAhead = NOW.plus(BusinessDate.CLOCK_TOLERANCE);

    assertThat(new Order(ID, CUSTOMER, justAhead, lines(), NOW).date()).isEqualTo(justAhead);
    assertThatExceptionOfType(InvalidDateException.class)
        .isThrownBy(() -> new Order(ID, CUSTOMER, justAhead.plusMillis(1), lines(), NOW));
  }

  @Test
  void a_date_before_1900_is_refused() {
    assertThatExceptionOfType(InvalidDateException.class)
        .isThrownBy(() -> new Order(ID, CUSTOMER, Instant.MIN, lines(), NOW));
  }

  @ParameterizedTest
  @EnumSource(names = {"PLACED", "CONFIRMED"})
  void customer_and_date_of_an_open_order_can_be_changed(Status status) {
    Order order = OrderFixture.in(status);
    long before = order.version();

    var event = order.change(new OrderChange(8L, DATE.minus(Duration.ofDays(1)), null), NOW);

    assertThat(event)
        .hasValueSatisfying(
            changed -> {
              assertThat(changed.getVersion()).isEqualTo(before + 1);
              assertThat(changed.getOrder().getCustomerId()).isEqualTo(8);
              assertThat(changed.getOrder().getDate()).isEqualTo(DATE.minus(Duration.ofDays(1)));
              assertThat(changed.getOrder().getLines()).hasSize(2);
            });
    assertThat(order.status()).isEqualTo(status);
    assertThat(order.version()).isEqualTo(before + 1);
  }

  @Test
  void absent_fields_keep_their_values() {
    Order order = OrderFixture.placed();

    order.change(new OrderChange(8L, null, null), NOW);

    assertThat(order.customerId()).isEqualTo(8);
    assertThat(order.date()).isEqualTo(DATE);
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void a_change_to_the_current_values_yields_no_event_in_any_status(Status status) {
    Order order = OrderFixture.in(status);
    long before = order.version();

    assertThat(order.change(new OrderChange(CUSTOMER, DATE, lines().all()), NOW)).isEmpty();
    assertThat(order.version()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "CANCELLED", "SHIPPED"})
  void a_closed_order_cannot_be_changed(Status status) {
    Order order = OrderFixture.in(status);

    assertThatExceptionOfType(OrderClosedException.class)
        .isThrownBy(() -> order.change(new OrderChange(8L, null, null), NOW))
        .satisfies(e -> assertThat(e.status).isEqualTo(status));
    assertThat(order.customerId()).isEqualTo(CUSTOMER);
  }

  @Test
  void changed_lines_are_refused_and_nothing_else_changes() {
    Order order = OrderFixture.placed();
    List<Line> more = List.of(line(1, "19.99", 4), line(2, "0.50", 1));

    assertThatExceptionOfType(LinesFixedException.class)
        .isThrownBy(() -> order.change(new OrderChange(8L, null, more), NOW));
    assertThat(order.customerId()).isEqualTo(CUSTOMER);
    assertThat(order.version()).isEqualTo(1);
  }

  @Test
  void the_same_lines_in_another_order_are_accepted() {
    Order order = OrderFixture.placed();

    assertThat(order.change(new OrderChange(null, null, lines().all().reversed()), NOW)).isEmpty();
  }
}
