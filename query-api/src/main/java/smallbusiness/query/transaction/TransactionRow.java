package smallbusiness.query.transaction;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import smallbusiness.events.accounting.TransactionCorrected;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.accounting.TransactionVoided;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.Timestamps;

/** A transaction's row as of one event. */
record TransactionRow(
    long id,
    long version,
    long orderId,
    BigDecimal orderSum,
    Instant date,
    boolean voided,
    Instant changedAt) {

  static TransactionRow asOf(ReceivedEvent event) {
    TransactionState state =
        switch (event.payload()) {
          case TransactionRecorded recorded -> recorded.getTransaction();
          case TransactionReassigned reassigned -> reassigned.getTransaction();
          case TransactionCorrected corrected -> corrected.getTransaction();
          case TransactionVoided voided -> voided.getTransaction();
          default -> throw new IllegalArgumentException("Tells of no transaction: " + event.type());
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

  static TransactionRow read(ResultSet row, int index) throws SQLException {
    return new TransactionRow(
        row.getLong("id"),
        row.getLong("version"),
        row.getLong("order_id"),
        row.getBigDecimal("order_sum"),
        Timestamps.of(row, "date"),
        row.getBoolean("voided"),
        Timestamps.of(row, "changed_at"));
  }
}
