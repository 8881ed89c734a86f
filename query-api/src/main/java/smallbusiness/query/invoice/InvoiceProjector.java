package smallbusiness.query.invoice;

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

/** Sole writer of tables {@code invoice} and {@code invoice_count}. */
@Component
class InvoiceProjector implements EventHandler {

  private final JdbcClient jdbc;

  InvoiceProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.ACCOUNTING_INVOICE);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<InvoiceRow> rows =
        EventsByAggregate.all(events).values().stream().map(InvoiceRow::after).toList();
    Deltas<StateDelta> deltas = StateDelta.none();
    InvoiceRow.TABLE.upsertNewer(jdbc, rows, (before, after) -> count(deltas, before, after));
    StateDelta.TABLE.upsert(jdbc, deltas.rows());
  }

  private static void count(
      Deltas<StateDelta> deltas, @Nullable InvoiceRow before, InvoiceRow after) {
    if (before != null) {
      deltas.add(StateDelta.removed(before));
    }
    deltas.add(StateDelta.added(after));
  }
}
