package smallbusiness.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderChanged;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.events.sales.OrderState;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.EventType;

/** Simulates Sales: creates its order events and applies them. */
public class Orders {

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Instant DATE = Instant.parse("2026-03-02T10:00:00Z");

  private final EventHandler invoices;
  private final TransactionTemplate transaction;

  Orders(EventHandler invoices, PlatformTransactionManager transactions) {
    this.invoices = invoices;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** An identifier that no other test uses. */
  public static long fresh() {
    return NUMBERS.incrementAndGet();
  }

  /** The event with which an order reaches a status. */
  public static SpecificRecord event(long id, long version, OrderStatus status, String total) {
    OrderState order = new OrderState(1L, DATE, status, List.of(), new BigDecimal(total));
    return switch (status) {
      case PLACED ->
          version == 1 ? new OrderPlaced(id, version, order) : new OrderChanged(id, version, order);
      case CONFIRMED -> new OrderConfirmed(id, version, order);
      case REJECTED -> new OrderRejected(id, version, List.of(), order);
      case CANCELLED -> new OrderCancelled(id, version, order);
      case SHIPPED -> new OrderShipped(id, version, DATE, order);
      case UNKNOWN -> throw new IllegalArgumentException("Not a status that Sales publishes");
    };
  }

  /** Applies events in one batch, as the feed does, without Kafka. */
  public void apply(List<SpecificRecord> events) {
    transaction.executeWithoutResult(
        status -> invoices.apply(events.stream().map(Orders::received).toList()));
  }

  /** Applies events in one batch. */
  public void apply(SpecificRecord... events) {
    apply(List.of(events));
  }

  private static ReceivedEvent received(SpecificRecord event) {
    EventType type = EventType.of(event);
    return new ReceivedEvent(
        type, 0, 0, type.keyOf(event), "id", DATE, type.versionOf(event), null, event);
  }
}
