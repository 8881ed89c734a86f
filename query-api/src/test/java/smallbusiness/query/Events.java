package smallbusiness.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerState;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderState;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;

/** Events as the three systems publish them. */
public final class Events {

  /** A date in the past on which the business had a good day. */
  public static final Instant DATE = Instant.parse("2026-03-14T09:26:53Z");

  private static final AtomicLong IDS = new AtomicLong(1_000);

  private Events() {}

  /** An identifier that no other test uses. */
  public static long id() {
    return IDS.incrementAndGet();
  }

  /** Money. */
  public static BigDecimal money(String amount) {
    return new BigDecimal(amount).setScale(2);
  }

  /** A new item. */
  public static ItemAdded item(long id, String name, String price, long quantity) {
    return new ItemAdded(id, 1L, itemState(name, price, quantity, 0));
  }

  /** The state of an item from Portugal. */
  public static ItemState itemState(String name, String price, long quantity, long reserved) {
    return new ItemState(name, "Of oak", "Portugal", money(price), quantity, reserved);
  }

  /** A described customer. */
  public static CustomerDescribed customer(long id, long version, String name, String country) {
    return new CustomerDescribed(
        id, version, new CustomerState(name, name + "@example.org", country));
  }

  /** A line of an order. */
  public static OrderLine line(long itemId, String price, long quantity) {
    return new OrderLine(itemId, money(price), quantity);
  }

  /** A placed order. */
  public static OrderPlaced order(long id, long customerId, OrderLine... lines) {
    return new OrderPlaced(id, 1L, orderState(customerId, OrderStatus.PLACED, lines));
  }

  /** The state of an order of {@link #DATE}. */
  public static OrderState orderState(long customerId, OrderStatus status, OrderLine... lines) {
    return new OrderState(customerId, DATE, status, List.of(lines), total(Arrays.asList(lines)));
  }

  /** A recorded transaction. */
  public static TransactionRecorded transaction(long id, long orderId, String sum) {
    return new TransactionRecorded(id, 1L, transactionState(orderId, sum, false));
  }

  /** The state of a transaction of {@link #DATE}. */
  public static TransactionState transactionState(long orderId, String sum, boolean voided) {
    return new TransactionState(orderId, money(sum), DATE, voided);
  }

  /** An invoice on which nothing is paid. */
  public static InvoiceIssued invoice(long orderId, String amount) {
    return new InvoiceIssued(
        orderId, 1L, new InvoiceState(money(amount), money("0"), InvoiceStatus.OPEN));
  }

  private static BigDecimal total(List<OrderLine> lines) {
    return lines.stream()
        .map(line -> line.getPrice().multiply(BigDecimal.valueOf(line.getQuantity())))
        .reduce(money("0"), BigDecimal::add);
  }
}
