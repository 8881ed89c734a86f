package smallbusiness.accounting.transaction;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.stereotype.Component;
import smallbusiness.events.accounting.TransactionCorrected;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionState;
import smallbusiness.events.accounting.TransactionVoided;
import smallbusiness.schemas.EventType;

/** All states of transactions. The database refuses to change or delete them. */
@Component
class History {

  private static final String COLUMNS =
      "version, event, recorded_at, order_id, order_sum, date, voided";

  private final JdbcTemplate jdbc;

  History(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds the state after each event.
   *
   * @param events events of transactions, in order
   */
  void append(List<? extends SpecificRecord> events, Instant now) {
    jdbc.batchUpdate(
        "INSERT INTO transaction_history (transaction_id, %s) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            .formatted(COLUMNS),
        events.stream().map(event -> row(event, stateAfter(event), now)).toList());
  }

  /** Returns the states of a transaction, oldest first; empty when there is none. */
  List<HistoryView> of(long transactionId) {
    return jdbc.query(
        "SELECT %s FROM transaction_history WHERE transaction_id = ? ORDER BY version"
            .formatted(COLUMNS),
        new SimplePropertyRowMapper<>(HistoryView.class),
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
      default ->
          throw new IllegalArgumentException(event.getClass() + " is not a transaction event");
    };
  }
}
