package smallbusiness.query.invoice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceVoided;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.Timestamps;

/** An invoice's row as of one event. */
record InvoiceRow(
    long orderId,
    long version,
    BigDecimal amount,
    BigDecimal paid,
    String state,
    Instant issuedAt,
    Instant changedAt) {

  /** The row after the event; {@code before} is null when nothing was known of the invoice. */
  static InvoiceRow after(@Nullable InvoiceRow before, ReceivedEvent event) {
    InvoiceState state =
        switch (event.payload()) {
          case InvoiceIssued issued -> issued.getInvoice();
          case InvoiceBalanceChanged changed -> changed.getInvoice();
          case InvoiceVoided voided -> voided.getInvoice();
          default -> throw new IllegalArgumentException("Tells of no invoice: " + event.type());
        };
    return new InvoiceRow(
        EventsByAggregate.id(event),
        event.sequence(),
        state.getAmount(),
        state.getPaid(),
        state.getState().name(),
        before == null ? event.time() : before.issuedAt,
        event.time());
  }

  static InvoiceRow read(ResultSet row, int index) throws SQLException {
    return new InvoiceRow(
        row.getLong("order_id"),
        row.getLong("version"),
        row.getBigDecimal("amount"),
        row.getBigDecimal("paid"),
        row.getString("state"),
        Timestamps.of(row, "issued_at"),
        Timestamps.of(row, "changed_at"));
  }
}
