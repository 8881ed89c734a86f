package smallbusiness.query.rebuild;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.query.journal.JournalProjector;

/** Makes the handlers that fill a shadow read model. */
@Component
class Projectors {

  /** The name of the feed that fills the shadow read model. */
  static final String SHADOW = "shadow";

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
}
