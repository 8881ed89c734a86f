package smallbusiness.query;

import static smallbusiness.query.Events.DATE;
import static smallbusiness.query.Events.line;
import static smallbusiness.query.Events.money;
import static smallbusiness.query.Events.orderState;
import static smallbusiness.query.Events.transactionState;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.accounting.TransactionVoided;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.ReservationState;
import smallbusiness.events.warehouse.ReservationStatus;
import smallbusiness.events.warehouse.ReservedLine;
import smallbusiness.events.warehouse.StockChangeReason;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.events.warehouse.StockReserved;

/**
 * The events of a consistent business: a few items in high demand, and orders that are reserved,
 * invoiced, paid, shipped or cancelled. Each list has the events of one command in all systems.
 */
public final class Trade {

  private static final BigDecimal PRICE = money("10.00");

  private final Random random;
  private final int items;
  private final long[] versions;
  private final long[] quantities;
  private final long[] reserved;
  private long orders;
  private long transactions;

  /** A separate business: ids start at 1. */
  public Trade(long seed, int items) {
    this.random = new Random(seed);
    this.items = items;
    this.versions = new long[items + 1];
    this.quantities = new long[items + 1];
    this.reserved = new long[items + 1];
  }

  /** The items and customers to start with. */
  public List<SpecificRecord> opening() {
    List<SpecificRecord> events = new ArrayList<>();
    for (int item = 1; item <= items; item++) {
      quantities[item] = 1_000_000;
      versions[item] = 1;
      events.add(new ItemAdded((long) item, 1L, state(item)));
      events.add(Events.customer(item, 1, "Customer " + item, "Norway"));
    }
    return events;
  }

  /** The events of the next order, command by command. */
  public List<List<SpecificRecord>> order() {
    long order = ++orders;
    long payment = ++transactions;
    int item = 1 + random.nextInt(items);
    long pieces = 1L + random.nextInt(3);
    long customer = 1L + random.nextInt(items);
    OrderLine line = line(item, PRICE.toPlainString(), pieces);
    BigDecimal due = PRICE.multiply(BigDecimal.valueOf(pieces));
    List<List<SpecificRecord>> life = new ArrayList<>();
    life.add(List.of(Events.order(order, customer, line)));
    life.add(
        List.of(
            new StockReserved(order, 1L, reservation(ReservationStatus.HELD, item, pieces)),
            move(item, StockChangeReason.RESERVED, 0, pieces, order)));
    life.add(
        List.of(
            new OrderConfirmed(order, 2L, orderState(customer, OrderStatus.CONFIRMED, line)),
            Events.invoice(order, due.toPlainString())));
    int end = random.nextInt(4);
    if (end == 0) {
      life.add(
          List.of(
              new OrderCancelled(order, 3L, orderState(customer, OrderStatus.CANCELLED, line))));
      life.add(
          List.of(
              new ReservationReleased(
                  order, 2L, reservation(ReservationStatus.RELEASED, item, pieces)),
              move(item, StockChangeReason.RELEASED, 0, -pieces, order)));
    } else if (end < 3) {
      life.add(pay(order, payment, due));
      life.add(
          List.of(
              new smallbusiness.events.warehouse.OrderShipped(
                  order, 2L, DATE, reservation(ReservationStatus.SHIPPED, item, pieces)),
              move(item, StockChangeReason.SHIPPED, -pieces, -pieces, order)));
      life.add(
          List.of(
              new OrderShipped(order, 3L, DATE, orderState(customer, OrderStatus.SHIPPED, line))));
    } else {
      life.add(pay(order, payment, due));
      life.add(
          List.of(
              new TransactionVoided(
                  payment, 2L, transactionState(order, due.toPlainString(), true)),
              new InvoiceBalanceChanged(
                  order, 3L, new InvoiceState(due, money("0"), InvoiceStatus.OPEN))));
    }
    return life;
  }

  private static List<SpecificRecord> pay(long order, long payment, BigDecimal due) {
    return List.of(
        Events.transaction(payment, order, due.toPlainString()),
        new InvoiceBalanceChanged(order, 2L, new InvoiceState(due, due, InvoiceStatus.PAID)));
  }

  private StockChanged move(
      int item, StockChangeReason reason, long quantity, long promised, long order) {
    quantities[item] += quantity;
    reserved[item] += promised;
    return new StockChanged(
        (long) item, ++versions[item], reason, quantity, promised, order, state(item));
  }

  private ItemState state(int item) {
    return Events.itemState("Item " + item, "12.00", quantities[item], reserved[item]);
  }

  private static ReservationState reservation(ReservationStatus status, long item, long pieces) {
    return new ReservationState(status, List.of(new ReservedLine(item, pieces)));
  }
}
