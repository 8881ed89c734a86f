package smallbusiness.query.transaction;

import static java.util.stream.Collectors.toMap;
import static smallbusiness.query.sql.ArrayParameter.booleans;
import static smallbusiness.query.sql.ArrayParameter.decimals;
import static smallbusiness.query.sql.ArrayParameter.instants;
import static smallbusiness.query.sql.ArrayParameter.longs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.FeedListener;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/** Sole writer of tables {@code transaction} and {@code order_payment}. */
@Component
class TransactionProjector implements FeedListener {

  private static final String LOCK =
      "select * from transaction where id = any(:id) order by id for update";

  private static final String UPSERT =
      """
      insert into transaction as t (id, version, order_id, order_sum, date, voided, changed_at)
      select * from unnest(
        :id::bigint[], :version::bigint[], :order_id::bigint[], :order_sum::numeric[],
        :date::timestamptz[], :voided::boolean[], :changed_at::timestamptz[])
      on conflict (id) do update set
        version = excluded.version,
        order_id = excluded.order_id,
        order_sum = excluded.order_sum,
        date = excluded.date,
        voided = excluded.voided,
        changed_at = excluded.changed_at
      where excluded.version > t.version
      """;

  private final JdbcClient jdbc;

  TransactionProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.ACCOUNTING_TRANSACTION);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<TransactionRow> incoming =
        EventsByAggregate.newest(events).stream().map(TransactionRow::asOf).toList();
    Map<Long, TransactionRow> known = known(incoming);
    List<TransactionRow> newer = new ArrayList<>();
    PaymentDeltas paid = new PaymentDeltas();
    for (TransactionRow row : incoming) {
      TransactionRow before = known.get(row.id());
      if (before == null || row.version() > before.version()) {
        if (before != null) {
          paid.subtract(before);
        }
        paid.add(row);
        newer.add(row);
      }
    }
    if (!newer.isEmpty()) {
      write(newer);
      paid.write(jdbc);
    }
  }

  private Map<Long, TransactionRow> known(List<TransactionRow> incoming) {
    return jdbc
        .sql(LOCK)
        .param("id", longs(incoming, TransactionRow::id))
        .query(TransactionRow::read)
        .list()
        .stream()
        .collect(toMap(TransactionRow::id, Function.identity()));
  }

  private void write(List<TransactionRow> rows) {
    jdbc.sql(UPSERT)
        .param("id", longs(rows, TransactionRow::id))
        .param("version", longs(rows, TransactionRow::version))
        .param("order_id", longs(rows, TransactionRow::orderId))
        .param("order_sum", decimals(rows, TransactionRow::orderSum))
        .param("date", instants(rows, TransactionRow::date))
        .param("voided", booleans(rows, TransactionRow::voided))
        .param("changed_at", instants(rows, TransactionRow::changedAt))
        .update();
  }
}
