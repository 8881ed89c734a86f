package smallbusiness.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.TestComponent;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.ReservationState;
import smallbusiness.events.warehouse.ReservationStatus;
import smallbusiness.events.warehouse.Shortage;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPublisher;

/** Simulates Warehouse: publishes its events on the real topics. */
@TestComponent
public class WarehouseActor implements DisposableBean {

  /** When orders are shipped in these tests. */
  public static final Instant SHIPPED_AT = Instant.parse("2026-03-02T08:00:00Z");

  private final TestPublisher publisher = new TestPublisher(TestKafka.bootstrapServers());

  /** Publishes the events in order. */
  public void publish(List<? extends SpecificRecord> events) {
    publisher.publish(events);
  }

  /** Publishes the events in order. */
  public void publish(SpecificRecord... events) {
    publisher.publish(events);
  }

  public static ItemAdded added(long id, String name, String price, long quantity) {
    return new ItemAdded(id, 1L, item(name, price, quantity));
  }

  public static ItemChanged changed(long id, long version, String name, String price) {
    return new ItemChanged(id, version, item(name, price, 10));
  }

  public static ItemRemoved removed(long id, long version, String name) {
    return new ItemRemoved(id, version, item(name, "1.00", 0));
  }

  public static StockReserved reserved(long orderId) {
    return new StockReserved(orderId, 1L, state(ReservationStatus.HELD));
  }

  public static StockShort shortOf(long orderId, long item, long wanted, long available) {
    return new StockShort(
        orderId,
        1L,
        List.of(new Shortage(item, wanted, available)),
        state(ReservationStatus.SHORT));
  }

  public static ReservationReleased released(long orderId) {
    return new ReservationReleased(orderId, 2L, state(ReservationStatus.RELEASED));
  }

  public static OrderShipped shipped(long orderId) {
    return new OrderShipped(orderId, 2L, SHIPPED_AT, state(ReservationStatus.SHIPPED));
  }

  private static ItemState item(String name, String price, long quantity) {
    return new ItemState(name, "", "Spain", new BigDecimal(price), quantity, 0L);
  }

  private static ReservationState state(ReservationStatus status) {
    return new ReservationState(status, List.of());
  }

  @Override
  public void destroy() {
    publisher.close();
  }
}
