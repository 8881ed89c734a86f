package smallbusiness.query.rebuild;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.feed.RetryLaterException;
import smallbusiness.schemas.Topic;

/**
 * A projector that fills the shadow read model, under a name of its own. Asks within its
 * transaction whether there is one: another replica may just have dropped it.
 */
final class ShadowListener implements EventHandler {

  private final EventHandler projector;
  private final JdbcClient jdbc;

  ShadowListener(EventHandler projector, JdbcClient jdbc) {
    this.projector = projector;
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return projector.name() + Projectors.SHADOW;
  }

  @Override
  public Set<Topic> topics() {
    return projector.topics();
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    boolean filling =
        jdbc.sql("select migrated from history.read_model").query(Boolean.class).single();
    if (!filling) {
      throw new RetryLaterException("There is no shadow read model");
    }
    projector.apply(events);
  }
}
