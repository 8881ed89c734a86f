package smallbusiness.query.item;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/** Sole writer of table {@code item}. */
@Component
class ItemProjector implements EventHandler {

  private final JdbcClient jdbc;

  ItemProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_ITEM);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    List<ItemRow> rows = EventsByAggregate.newest(events).stream().map(ItemRow::after).toList();
    ItemRow.TABLE.upsert(jdbc, rows);
  }
}
