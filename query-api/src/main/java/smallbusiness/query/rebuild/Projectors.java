package smallbusiness.query.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.feed.RetryLaterException;
import smallbusiness.query.journal.JournalProjector;
import smallbusiness.schemas.Topic;

/** Creates the handlers that fill a shadow read model. */
@Component
class Projectors {

  private final List<EventHandler> live;
  private final ConfigurableListableBeanFactory beans;

  Projectors(List<EventHandler> handlers, ConfigurableListableBeanFactory beans) {
    this.live = handlers;
    this.beans = beans;
  }

  /**
   * Creates new instances of the live handlers that write with this database client. The journal is
   * shared by all generations, so it gets only the events that the live feed has not applied.
   */
  List<EventHandler> shadow(JdbcClient jdbc) {
    var own = new DefaultListableBeanFactory(beans);
    own.registerSingleton("jdbcClient", jdbc);
    List<EventHandler> handlers = new ArrayList<>();
    handlers.add(new ShadowGuard(jdbc));
    for (EventHandler handler : live) {
      var copy =
          (EventHandler)
              own.autowire(
                  handler.getClass(), AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);
      handlers.add(copy instanceof JournalProjector ? new ShadowJournal(copy, jdbc) : copy);
    }
    return handlers;
  }

  /**
   * Fails a batch of the shadow's feed when there is no shadow read model, because another replica
   * may just have dropped it. Runs first, in the same transaction as the other handlers.
   */
  private record ShadowGuard(JdbcClient jdbc) implements EventHandler {

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
      boolean ready =
          jdbc.sql(
                  """
                  select exists (select from history.read_model
                    where role in ('SHADOW', 'PREVIOUS') and tables_ready)
                  """)
              .query(Boolean.class)
              .single();
      if (!ready) {
        throw new RetryLaterException("There is no shadow read model");
      }
    }
  }
}
