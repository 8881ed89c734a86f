package smallbusiness.query.transaction;

import java.math.BigDecimal;
import java.time.Instant;
import smallbusiness.events.accounting.TransactionCorrected;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.accounting.TransactionVoided;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.Table;

/** A row of table {@code transaction}. */
record TransactionRow(
    long id,
    long version,
    long orderId,
    BigDecimal orderSum,
    Instant date,
    boolean voided,
    Instant changedAt) {

  static final Table<TransactionRow> TABLE = Table.of("transaction", TransactionRow.class, "id");

  static TransactionRow after(ReceivedEvent event) {
    TransactionState state =
        switch (event.payload()) {
          case TransactionRecorded recorded -> recorded.getTransaction();
          case TransactionReassigned reassigned -> reassigned.getTransaction();
          case TransactionCorrected corrected -> corrected.getTransaction();
          case TransactionVoided voided -> voided.getTransaction();
          default -> throw new IllegalArgumentException("Not a transaction event: " + event.type());
        };
    return new TransactionRow(
        EventsByAggregate.id(event),
        event.sequence(),
        state.getOrderId(),
        state.getOrderSum(),
        state.getDate(),
        state.getVoided(),
        event.time());
  }
}
