package smallbusiness.warehouse.reservation;

import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.accounting.InvoiceVoided;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.Topic;

/** Ships orders when their invoice is paid. */
@Component
class InvoiceEventHandler implements EventHandler {

  private final Reserving reserving;

  InvoiceEventHandler(Reserving reserving) {
    this.reserving = reserving;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.ACCOUNTING_INVOICE);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    reserving.apply(
        events.stream()
            .<OrderUpdate>map(
                event ->
                    new OrderUpdate.Paid(
                        Long.parseLong(event.key()),
                        event.sequence(),
                        inFull(invoice(event.payload()).getState())))
            .toList());
  }

  private static InvoiceState invoice(SpecificRecord event) {
    return switch (event) {
      case InvoiceIssued issued -> issued.getInvoice();
      case InvoiceBalanceChanged changed -> changed.getInvoice();
      case InvoiceVoided voided -> voided.getInvoice();
      default -> throw new IllegalArgumentException(event.getClass() + " is not an invoice event");
    };
  }

  private static boolean inFull(InvoiceStatus state) {
    return switch (state) {
      case PAID, OVERPAID -> true;
      case OPEN, PART_PAID, VOID, REFUND_DUE -> false;
      case UNKNOWN -> throw new IllegalStateException("Unknown invoice state");
    };
  }
}
