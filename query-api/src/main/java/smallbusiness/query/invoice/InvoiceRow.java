package smallbusiness.query.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceVoided;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.Table;

/** A row of table {@code invoice}. */
record InvoiceRow(
    long orderId,
    long version,
    BigDecimal amount,
    BigDecimal paid,
    String state,
    Instant issuedAt,
    Instant changedAt) {

  static final Table<InvoiceRow> TABLE =
      Table.of("invoice", InvoiceRow.class, "order_id").keeping("issued_at");

  /** The row after all events of one invoice, which are sorted by version. */
  static InvoiceRow after(List<ReceivedEvent> events) {
    ReceivedEvent newest = events.getLast();
    InvoiceState state =
        switch (newest.payload()) {
          case InvoiceIssued issued -> issued.getInvoice();
          case InvoiceBalanceChanged changed -> changed.getInvoice();
          case InvoiceVoided voided -> voided.getInvoice();
          default -> throw new IllegalArgumentException("Not an invoice event: " + newest.type());
        };
    return new InvoiceRow(
        EventsByAggregate.id(newest),
        newest.sequence(),
        state.getAmount(),
        state.getPaid(),
        state.getState().name(),
        events.getFirst().time(),
        newest.time());
  }
}
