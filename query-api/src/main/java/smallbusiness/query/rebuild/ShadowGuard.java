package smallbusiness.query.rebuild;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.feed.RetryLaterException;
import smallbusiness.schemas.Topic;

/**
 * Stops a batch of the shadow's feed when there is no shadow read model: another replica may just
 * have dropped it. The first handler, in the transaction of the others.
 */
record ShadowGuard(JdbcClient jdbc) implements EventHandler {

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.values());
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    boolean filling =
        jdbc.sql("select migrated from history.read_model").query(Boolean.class).single();
    if (!filling) {
      throw new RetryLaterException("There is no shadow read model");
    }
  }
}
