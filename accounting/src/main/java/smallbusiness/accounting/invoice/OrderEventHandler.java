package smallbusiness.accounting.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
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
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.schemas.Topic;

/**
 * Issues and changes invoices from Sales' order events. They carry the order's total and, in the
 * order's own sequence, Warehouse's decision.
 */
@Component
class OrderEventHandler implements EventHandler {

  private final InvoiceLocks locks;
  private final Outbox outbox;

  OrderEventHandler(InvoiceLocks locks, Outbox outbox) {
    this.locks = locks;
    this.outbox = outbox;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.SALES_ORDER);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<Decision> decisions =
        events.stream().map(OrderEventHandler::decision).filter(Decision::isMade).toList();
    if (decisions.isEmpty()) {
      return;
    }
    TreeSet<Long> orderIds = new TreeSet<>();
    decisions.forEach(decision -> orderIds.add(decision.orderId()));
    Map<Long, Invoice> invoices = locks.lock(orderIds);
    List<SpecificRecord> outcome = new ArrayList<>();
    for (Decision decision : decisions) {
      decision
          .applyTo(Objects.requireNonNull(invoices.get(decision.orderId())))
          .ifPresent(outcome::add);
    }
    outbox.append(outcome);
  }

  private static Decision decision(ReceivedEvent event) {
    return new Decision(Long.parseLong(event.key()), event.sequence(), orderIn(event.payload()));
  }

  private static OrderState orderIn(SpecificRecord event) {
    return switch (event) {
      case OrderPlaced placed -> placed.getOrder();
      case OrderChanged changed -> changed.getOrder();
      case OrderConfirmed confirmed -> confirmed.getOrder();
      case OrderRejected rejected -> rejected.getOrder();
      case OrderCancelled cancelled -> cancelled.getOrder();
      case OrderShipped shipped -> shipped.getOrder();
      default -> throw new IllegalArgumentException(event.getClass() + " is not an order event");
    };
  }

  /** An order's state at a version, to be applied to its invoice. */
  private record Decision(long orderId, long version, OrderState order) {

    boolean isMade() {
      return order.getStatus() != OrderStatus.PLACED;
    }

    Optional<SpecificRecord> applyTo(Invoice invoice) {
      return switch (order.getStatus()) {
        case PLACED -> Optional.empty();
        case CONFIRMED, SHIPPED -> invoice.due(version, order.getTotal());
        case REJECTED, CANCELLED -> invoice.ended(version);
        case UNKNOWN -> throw new IllegalStateException("Unknown status of order " + orderId);
      };
    }
  }
}
