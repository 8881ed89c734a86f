package smallbusiness.accounting.transaction;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import smallbusiness.events.accounting.TransactionCorrected;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.accounting.TransactionVoided;
import smallbusiness.schemas.EventType;

/** Every state that transactions were in. The database refuses to change or to forget one. */
@Component
class History {

  private final JdbcTemplate jdbc;

  History(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds the states after events, within the transaction that makes them.
   *
   * @param events events of transactions, in their order
   */
  void append(List<? extends SpecificRecord> events, Instant now) {
    jdbc.batchUpdate(
        """
        INSERT INTO transaction_history (transaction_id, version, event, recorded_at,
          order_id, order_sum, date, voided) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        events.stream().map(event -> row(event, stateAfter(event), now)).toList());
  }

  /** The states of a transaction, the first one first; none when there is no such transaction. */
  List<HistoryView> of(long transactionId) {
    return jdbc.query(
        """
        SELECT version, event, recorded_at, order_id, order_sum, date, voided
        FROM transaction_history WHERE transaction_id = ? ORDER BY version
        """,
        (row, number) ->
            new HistoryView(
                row.getLong("version"),
                row.getString("event"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getLong("order_id"),
                row.getBigDecimal("order_sum"),
                row.getObject("date", OffsetDateTime.class).toInstant(),
                row.getBoolean("voided")),
        transactionId);
  }

  private static Object[] row(SpecificRecord event, TransactionState state, Instant now) {
    EventType type = EventType.of(event);
    return new Object[] {
      Long.parseLong(type.keyOf(event)),
      type.versionOf(event),
      type.schema().getName(),
      Timestamp.from(now),
      state.getOrderId(),
      state.getOrderSum(),
      Timestamp.from(state.getDate()),
      state.getVoided()
    };
  }

  private static TransactionState stateAfter(SpecificRecord event) {
    return switch (event) {
      case TransactionRecorded recorded -> recorded.getTransaction();
      case TransactionReassigned reassigned -> reassigned.getTransaction();
      case TransactionCorrected corrected -> corrected.getTransaction();
      case TransactionVoided voided -> voided.getTransaction();
      default -> throw new IllegalArgumentException(event.getClass() + " is of no transaction");
    };
  }
}
