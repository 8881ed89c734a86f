package smallbusiness.query.transaction;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.Deltas;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/** Sole writer of tables {@code transaction} and {@code order_payment}. */
@Component
class TransactionProjector implements EventHandler {

  private final JdbcClient jdbc;

  TransactionProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.ACCOUNTING_TRANSACTION);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<TransactionRow> rows =
        EventsByAggregate.newest(events).stream().map(TransactionRow::after).toList();
    Deltas<PaymentDelta> deltas = PaymentDelta.none();
    TransactionRow.TABLE.upsertNewer(jdbc, rows, (before, after) -> count(deltas, before, after));
    PaymentDelta.TABLE.upsert(jdbc, deltas.rows());
  }

  private static void count(
      Deltas<PaymentDelta> deltas, @Nullable TransactionRow before, TransactionRow after) {
    if (before != null && !before.voided()) {
      deltas.add(PaymentDelta.removed(before));
    }
    if (!after.voided()) {
      deltas.add(PaymentDelta.added(after));
    }
  }
}
