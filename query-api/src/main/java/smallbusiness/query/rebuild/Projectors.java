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

/** Makes the handlers that fill a shadow read model. */
@Component
class Projectors {

  private final List<EventHandler> live;
  private final ConfigurableListableBeanFactory beans;

  Projectors(List<EventHandler> handlers, ConfigurableListableBeanFactory beans) {
    this.live = handlers;
    this.beans = beans;
  }

  /**
   * New instances of the live handlers' classes, with another database client; all else that they
   * need is the service's own. The journal, which outlives read models, only takes what the live
   * feed does not give it.
   */
  List<EventHandler> shadow(JdbcClient jdbc) {
    var own = new DefaultListableBeanFactory(beans);
    own.registerSingleton("jdbcClient", jdbc);
    List<EventHandler> handlers = new ArrayList<>();
    handlers.add(new ShadowGuard(jdbc));
    for (EventHandler handler : live) {
      EventHandler another = (EventHandler) another(own, handler.getClass());
      handlers.add(
          another instanceof JournalProjector ? new ShadowJournal(another, jdbc) : another);
    }
    return handlers;
  }

  private static Object another(DefaultListableBeanFactory own, Class<?> projector) {
    return own.autowire(projector, AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);
  }

  /**
   * Stops a batch of the shadow's feed when there is no shadow read model: another replica may just
   * have dropped it. The first handler, in the transaction of the others.
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
