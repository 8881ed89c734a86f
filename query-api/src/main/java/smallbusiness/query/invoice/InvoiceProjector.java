package smallbusiness.query.invoice;

import static java.util.stream.Collectors.toMap;
import static smallbusiness.query.sql.ArrayParameter.decimals;
import static smallbusiness.query.sql.ArrayParameter.instants;
import static smallbusiness.query.sql.ArrayParameter.longs;
import static smallbusiness.query.sql.ArrayParameter.texts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.FeedListener;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/** Sole writer of tables {@code invoice} and {@code invoice_count}. */
@Component
class InvoiceProjector implements FeedListener {

  private static final String LOCK =
      "select * from invoice where order_id = any(:order_id) order by order_id for update";

  private static final String UPSERT =
      """
      insert into invoice as t (order_id, version, amount, paid, state, issued_at, changed_at)
      select * from unnest(
        :order_id::bigint[], :version::bigint[], :amount::numeric[], :paid::numeric[],
        :state::text[], :issued_at::timestamptz[], :changed_at::timestamptz[])
      on conflict (order_id) do update set
        version = excluded.version,
        amount = excluded.amount,
        paid = excluded.paid,
        state = excluded.state,
        changed_at = excluded.changed_at
      where excluded.version > t.version
      """;

  private final JdbcClient jdbc;

  InvoiceProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "invoices";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.ACCOUNTING_INVOICE);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    Map<Long, List<ReceivedEvent>> histories = EventsByAggregate.byAggregate(events);
    Map<Long, InvoiceRow> known = known(histories.keySet());
    List<InvoiceRow> newer = new ArrayList<>();
    StateDeltas counts = new StateDeltas();
    histories.forEach(
        (id, history) -> {
          @Nullable InvoiceRow before = known.get(id);
          InvoiceRow after = follow(before, history);
          if (before != null) {
            if (after.version() == before.version()) {
              return;
            }
            counts.subtract(before);
          }
          counts.add(after);
          newer.add(after);
        });
    if (!newer.isEmpty()) {
      write(newer);
      counts.write(jdbc);
    }
  }

  private static InvoiceRow follow(@Nullable InvoiceRow before, List<ReceivedEvent> history) {
    InvoiceRow row = before == null ? InvoiceRow.after(null, history.getFirst()) : before;
    for (ReceivedEvent event : history) {
      if (event.sequence() > row.version()) {
        row = InvoiceRow.after(row, event);
      }
    }
    return row;
  }

  private Map<Long, InvoiceRow> known(Collection<Long> ids) {
    return jdbc
        .sql(LOCK)
        .param("order_id", longs(ids, Long::longValue))
        .query(InvoiceRow::read)
        .list()
        .stream()
        .collect(toMap(InvoiceRow::orderId, Function.identity()));
  }

  private void write(List<InvoiceRow> rows) {
    jdbc.sql(UPSERT)
        .param("order_id", longs(rows, InvoiceRow::orderId))
        .param("version", longs(rows, InvoiceRow::version))
        .param("amount", decimals(rows, InvoiceRow::amount))
        .param("paid", decimals(rows, InvoiceRow::paid))
        .param("state", texts(rows, InvoiceRow::state))
        .param("issued_at", instants(rows, InvoiceRow::issuedAt))
        .param("changed_at", instants(rows, InvoiceRow::changedAt))
        .update();
  }
}
