package smallbusiness.query.customer;

import static smallbusiness.query.sql.ArrayParameter.booleans;
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

/** Sole writer of table {@code customer}. */
@Component
class CustomerProjector implements FeedListener {

  private static final String UPSERT =
      """
      insert into customer as t (id, version, name, email, country, erased, changed_at)
      select * from unnest(
        :id::bigint[], :version::bigint[], :name::text[], :email::text[], :country::text[],
        :erased::boolean[], :changed_at::timestamptz[])
      on conflict (id) do update set
        version = excluded.version,
        name = excluded.name,
        email = excluded.email,
        country = excluded.country,
        erased = excluded.erased,
        changed_at = excluded.changed_at
      where excluded.version > t.version
      """;

  private final JdbcClient jdbc;

  CustomerProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "customers";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.SALES_CUSTOMER);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<CustomerRow> rows =
        EventsByAggregate.newest(events).stream().map(CustomerRow::asOf).toList();
    jdbc.sql(UPSERT)
        .param("id", longs(rows, CustomerRow::id))
        .param("version", longs(rows, CustomerRow::version))
        .param("name", texts(rows, CustomerRow::name))
        .param("email", texts(rows, CustomerRow::email))
        .param("country", texts(rows, CustomerRow::country))
        .param("erased", booleans(rows, CustomerRow::erased))
        .param("changed_at", instants(rows, CustomerRow::changedAt))
        .update();
  }
}
