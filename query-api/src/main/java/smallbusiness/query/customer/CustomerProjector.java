package smallbusiness.query.customer;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/** Sole writer of table {@code customer}. */
@Component
class CustomerProjector implements EventHandler {

  private final JdbcClient jdbc;

  CustomerProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.SALES_CUSTOMER);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<CustomerRow> rows =
        EventsByAggregate.newest(events).stream().map(CustomerRow::after).toList();
    CustomerRow.TABLE.upsert(jdbc, rows);
  }
}
