package smallbusiness.warehouse.reservation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderState;
import smallbusiness.events.sales.OrderStatus;

/** Events of Sales and Accounting for orders with one line. */
final class Sales {

  private static final BigDecimal PRICE = new BigDecimal("4.50");

  private Sales() {}

  static OrderPlaced placed(long order, long item, long quantity) {
    return new OrderPlaced(order, 1L, state(OrderStatus.PLACED, item, quantity));
  }

  static OrderCancelled cancelled(long order, long item, long quantity) {
    return new OrderCancelled(order, 2L, state(OrderStatus.CANCELLED, item, quantity));
  }

  static InvoiceBalanceChanged paid(long order) {
    return new InvoiceBalanceChanged(order, 2L, new InvoiceState(PRICE, PRICE, InvoiceStatus.PAID));
  }

  private static OrderState state(OrderStatus status, long item, long quantity) {
    return new OrderState(
        1L,
        Instant.parse("2026-03-01T12:00:00Z"),
        status,
        List.of(new OrderLine(item, PRICE, quantity)),
        PRICE.multiply(BigDecimal.valueOf(quantity)));
  }
}
