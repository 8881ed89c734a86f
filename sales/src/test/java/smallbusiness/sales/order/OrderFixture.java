package smallbusiness.sales.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Orders in every status, reached through real transitions. */
final class OrderFixture {

  static final long ID = 42;
  static final long CUSTOMER = 7;
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  static final Instant DATE = Instant.parse("2026-02-28T09:30:00Z");
  static final Instant SHIPPED_AT = Instant.parse("2026-03-02T08:00:00Z");
  static final Shortage SHORTAGE = new Shortage(2, 1, 0);

  private OrderFixture() {}

  static Line line(long itemId, String price, long quantity) {
    return new Line(itemId, new BigDecimal(price), quantity);
  }

  static Lines lines() {
    return new Lines(List.of(line(1, "19.99", 3), line(2, "0.5", 1)));
  }

  static Order placed() {
    return new Order(ID, CUSTOMER, DATE, lines(), NOW);
  }

  /** An order in the status, reached with the fewest events. */
  static Order in(Status status) {
    Order order = placed();
    switch (status) {
      case PLACED -> {}
      case CONFIRMED -> order.confirm();
      case REJECTED -> order.reject(List.of(SHORTAGE));
      case CANCELLED -> order.cancel();
      case SHIPPED -> {
        order.confirm();
        order.ship(SHIPPED_AT);
      }
    }
    return order;
  }
}
