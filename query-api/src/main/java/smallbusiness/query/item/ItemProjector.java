package smallbusiness.query.item;

import static smallbusiness.query.sql.ArrayParameter.booleans;
import static smallbusiness.query.sql.ArrayParameter.decimals;
import static smallbusiness.query.sql.ArrayParameter.instants;
import static smallbusiness.query.sql.ArrayParameter.longs;
import static smallbusiness.query.sql.ArrayParameter.texts;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.FeedListener;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/** Sole writer of table {@code item}. */
@Component
class ItemProjector implements FeedListener {

  private static final String UPSERT =
      """
      insert into item as t
        (id, version, name, description, country_of_origin, price, quantity, reserved, removed,
         changed_at)
      select * from unnest(
        :id::bigint[], :version::bigint[], :name::text[], :description::text[], :country::text[],
        :price::numeric[], :quantity::bigint[], :reserved::bigint[], :removed::boolean[],
        :changed_at::timestamptz[])
      on conflict (id) do update set
        version = excluded.version,
        name = excluded.name,
        description = excluded.description,
        country_of_origin = excluded.country_of_origin,
        price = excluded.price,
        quantity = excluded.quantity,
        reserved = excluded.reserved,
        removed = excluded.removed,
        changed_at = excluded.changed_at
      where excluded.version > t.version
      """;

  private final JdbcClient jdbc;

  ItemProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "items";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_ITEM);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<ItemRow> rows = EventsByAggregate.newest(events).stream().map(ItemRow::asOf).toList();
    jdbc.sql(UPSERT)
        .param("id", longs(rows, ItemRow::id))
        .param("version", longs(rows, ItemRow::version))
        .param("name", texts(rows, row -> row.state().getName()))
        .param("description", texts(rows, row -> row.state().getDescription()))
        .param("country", texts(rows, row -> row.state().getCountryOfOrigin()))
        .param("price", decimals(rows, row -> row.state().getPrice()))
        .param("quantity", longs(rows, row -> row.state().getQuantity()))
        .param("reserved", longs(rows, row -> row.state().getReserved()))
        .param("removed", booleans(rows, ItemRow::removed))
        .param("changed_at", instants(rows, ItemRow::changedAt))
        .update();
  }
}
