package smallbusiness.query.rebuild;

import java.util.List;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;

/**
 * The feeds whose rows make up a generation: all but the journal's, whose positions clients hold
 * and which outlives generations.
 */
@Component
class Projectors {

  /** What follows a feed's name where it fills the shadow read model. */
  static final String SHADOW = "@shadow";

  private static final String JOURNAL = "journal";

  private final List<EventHandler> live;
  private final ConfigurableListableBeanFactory beans;

  Projectors(List<EventHandler> listeners, ConfigurableListableBeanFactory beans) {
    this.live = listeners.stream().filter(one -> !one.name().equals(JOURNAL)).toList();
    this.beans = beans;
  }

  /** The feeds' names in the live generation. */
  List<String> names() {
    return live.stream().map(EventHandler::name).sorted().toList();
  }

  /**
   * The same classes once more, with another database client; all else that they need is the
   * service's own. Their feeds have names of their own, and write only while there is a generation
   * for them.
   */
  List<EventHandler> shadow(JdbcClient jdbc) {
    var own = new DefaultListableBeanFactory(beans);
    own.registerSingleton("jdbcClient", jdbc);
    return live.stream()
        .map(one -> (EventHandler) another(own, one.getClass()))
        .<EventHandler>map(one -> new ShadowListener(one, jdbc))
        .toList();
  }

  private static Object another(DefaultListableBeanFactory own, Class<?> projector) {
    return own.autowire(projector, AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);
  }
}
