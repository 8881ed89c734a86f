package smallbusiness.benchmarks.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerState;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderState;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationState;
import smallbusiness.events.warehouse.ReservationStatus;
import smallbusiness.events.warehouse.ReservedLine;
import smallbusiness.events.warehouse.StockChangeReason;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.events.warehouse.StockReserved;

/**
 * Generates the events of a business: orders that are placed, reserved, confirmed, invoiced, paid
 * and shipped. The stages of one order are hundreds of orders apart, as in practice, so that a
 * batch contains few events of the same order.
 */
final class BusinessEvents {

  /** The number of events per order. */
  static final int EVENTS_OF_ORDER = 10;

  static final int ITEMS = 500;
  private static final int ORDERS_OF_CUSTOMER = 20;
  private static final int ORDERS_BETWEEN_STAGES = 300;
  private static final long START = 1_735_689_600L;
  private static final BigDecimal PRICE = new BigDecimal("12.50");
  private static final BigDecimal TOTAL = new BigDecimal("37.50");

  private final Consumer<SpecificRecord> listener;
  private final long[] versions = new long[ITEMS];
  private final int orders;

  private BusinessEvents(int orders, Consumer<SpecificRecord> listener) {
    this.orders = orders;
    this.listener = listener;
  }

  /** Passes all events of the orders and of their items and customers to the listener. */
  static void generate(int orders, Consumer<SpecificRecord> listener) {
    BusinessEvents business = new BusinessEvents(orders, listener);
    business.open();
    for (int now = 0; now < orders + 3 * ORDERS_BETWEEN_STAGES; now++) {
      business.place(now);
      business.confirm(now - ORDERS_BETWEEN_STAGES);
      business.pay(now - 2 * ORDERS_BETWEEN_STAGES);
      business.ship(now - 3 * ORDERS_BETWEEN_STAGES);
    }
  }

  private void open() {
    for (int item = 0; item < ITEMS; item++) {
      listener.accept(new ItemAdded(item + 1L, ++versions[item], item(item)));
    }
    for (long customer = 1; customer <= customers(); customer++) {
      String name = "Customer " + customer;
      listener.accept(
          new CustomerDescribed(
              customer, 1L, new CustomerState(name, name + "@example.org", "Peru")));
    }
  }

  private void place(int order) {
    if (exists(order)) {
      listener.accept(new OrderPlaced(id(order), 1L, state(order, OrderStatus.PLACED)));
    }
  }

  private void confirm(int order) {
    if (exists(order)) {
      stock(order, StockChangeReason.RESERVED);
      listener.accept(new StockReserved(id(order), 1L, reservation(order, ReservationStatus.HELD)));
      listener.accept(new OrderConfirmed(id(order), 2L, state(order, OrderStatus.CONFIRMED)));
      InvoiceState due = new InvoiceState(TOTAL, BigDecimal.ZERO.setScale(2), InvoiceStatus.OPEN);
      listener.accept(new InvoiceIssued(id(order), 1L, due));
    }
  }

  private void pay(int order) {
    if (exists(order)) {
      TransactionState payment = new TransactionState(id(order), TOTAL, date(order), false);
      listener.accept(new TransactionRecorded(id(order), 1L, payment));
      InvoiceState paid = new InvoiceState(TOTAL, TOTAL, InvoiceStatus.PAID);
      listener.accept(new InvoiceBalanceChanged(id(order), 2L, paid));
    }
  }

  private void ship(int order) {
    if (exists(order)) {
      stock(order, StockChangeReason.SHIPPED);
      ReservationState reservation = reservation(order, ReservationStatus.SHIPPED);
      listener.accept(new OrderShipped(id(order), 2L, date(order), reservation));
      listener.accept(
          new smallbusiness.events.sales.OrderShipped(
              id(order), 3L, date(order), state(order, OrderStatus.SHIPPED)));
    }
  }

  private void stock(int order, StockChangeReason reason) {
    int item = order % ITEMS;
    listener.accept(
        new StockChanged(item + 1L, ++versions[item], reason, 0L, 1L, id(order), item(item)));
  }

  private boolean exists(int order) {
    return order >= 0 && order < orders;
  }

  private long customers() {
    return Math.max(1, orders / ORDERS_OF_CUSTOMER);
  }

  private static long id(int order) {
    return order + 1L;
  }

  /** One order every ten minutes. */
  private static Instant date(int order) {
    return Instant.ofEpochSecond(START + order * 600L);
  }

  private static ItemState item(int item) {
    return new ItemState("Item " + item, "A thing of many uses", "Peru", PRICE, 1_000_000L, 100L);
  }

  private OrderState state(int order, OrderStatus status) {
    List<OrderLine> lines =
        List.of(
            new OrderLine(order % ITEMS + 1L, PRICE, 1L),
            new OrderLine((order + 7) % ITEMS + 1L, PRICE, 2L));
    return new OrderState(order % customers() + 1, date(order), status, lines, TOTAL);
  }

  private static ReservationState reservation(int order, ReservationStatus status) {
    List<ReservedLine> lines =
        List.of(
            new ReservedLine(order % ITEMS + 1L, 1L),
            new ReservedLine((order + 7) % ITEMS + 1L, 2L));
    return new ReservationState(status, lines);
  }
}
