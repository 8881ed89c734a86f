package smallbusiness.query.reservation;

import static smallbusiness.query.sql.ArrayParameter.instants;
import static smallbusiness.query.sql.ArrayParameter.longs;
import static smallbusiness.query.sql.ArrayParameter.texts;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.FeedListener;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.JsonColumn;
import smallbusiness.schemas.Topic;

/** Sole writer of table {@code reservation}. */
@Component
class ReservationProjector implements FeedListener {

  private static final String UPSERT =
      """
      insert into reservation as t
        (order_id, version, status, lines, shortages, shipped_at, changed_at)
      select order_id, version, status, lines, coalesce(shortages, '[]'), shipped_at, changed_at
      from unnest(
        :order_id::bigint[], :version::bigint[], :status::text[], :lines::jsonb[],
        :shortages::jsonb[], :shipped_at::timestamptz[], :changed_at::timestamptz[])
        as told (order_id, version, status, lines, shortages, shipped_at, changed_at)
      on conflict (order_id) do update set
        version = excluded.version,
        status = excluded.status,
        lines = excluded.lines,
        shortages =
          case excluded.shortages when '[]' then t.shortages else excluded.shortages end,
        shipped_at = coalesce(excluded.shipped_at, t.shipped_at),
        changed_at = excluded.changed_at
      where excluded.version > t.version
      """;

  private final JdbcClient jdbc;

  ReservationProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "reservations";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_RESERVATION);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    write(
        EventsByAggregate.byAggregate(events).values().stream()
            .map(ReservationProjector::follow)
            .toList());
  }

  private static ReservationRow follow(List<ReceivedEvent> history) {
    ReservationRow row = ReservationRow.after(null, history.getFirst());
    for (ReceivedEvent event : history.subList(1, history.size())) {
      row = ReservationRow.after(row, event);
    }
    return row;
  }

  private void write(Collection<ReservationRow> rows) {
    jdbc.sql(UPSERT)
        .param("order_id", longs(rows, ReservationRow::orderId))
        .param("version", longs(rows, ReservationRow::version))
        .param("status", texts(rows, ReservationRow::status))
        .param("lines", texts(rows, row -> JsonColumn.write(row.lines())))
        .param("shortages", texts(rows, ReservationProjector::shortages))
        .param("shipped_at", instants(rows, ReservationRow::shippedAt))
        .param("changed_at", instants(rows, ReservationRow::changedAt))
        .update();
  }

  private static @Nullable String shortages(ReservationRow row) {
    return row.shortages() == null ? null : JsonColumn.write(row.shortages());
  }
}
