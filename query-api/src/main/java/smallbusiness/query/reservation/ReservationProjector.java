package smallbusiness.query.reservation;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.schemas.Topic;

/** Sole writer of table {@code reservation}. */
@Component
class ReservationProjector implements EventHandler {

  private final JdbcClient jdbc;

  ReservationProjector(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_RESERVATION);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    ReservationRow.TABLE.upsert(
        jdbc, EventsByAggregate.all(events).values().stream().map(ReservationRow::after).toList());
  }
}
