package smallbusiness.messaging.feed.consumer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.feed.FeedObserver;
import smallbusiness.messaging.feed.parked.ParkedEventResolver;
import smallbusiness.messaging.feed.parked.ParkedEvents;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestRegistry;

/** One replica of a service that journals customer events. */
final class FollowingService implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private FollowingService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static FollowingService start(TestPostgres.Database database) {
    return start(database, Map.of());
  }

  /** Starts it with the JVM's shared servers, unless the settings override them. */
  static FollowingService start(TestPostgres.Database database, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spring.application.name", database.name());
    all.put("spring.datasource.url", database.url());
    all.put("spring.datasource.username", database.username());
    all.put("spring.datasource.password", database.username());
    all.put("spring.datasource.hikari.connection-timeout", "1000");
    all.put("spring.datasource.hikari.maximum-pool-size", "4");
    all.put("spring.flyway.locations", "classpath:smallbusiness/messaging/journal");
    all.put("spring.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    all.put("schema-registry.url", TestRegistry.url().toString());
    all.put("feed.topic-discovery", "200ms");
    all.putAll(settings);
    return new FollowingService(
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.NONE)
            .run(
                all.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new)));
  }

  Journal journal() {
    return context.getBean(Journal.class);
  }

  JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  FeedState state() {
    return context.getBean(Feed.class).state();
  }

  Health health() {
    return context.getBean(FeedHealth.class).health();
  }

  ParkedEvents parked() {
    return context.getBean(Feed.class).parked();
  }

  ParkedEventResolver resolver() {
    return context.getBean(Feed.class).resolver();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    Journal journal(
        JdbcClient jdbc,
        @Value("${journal.refused-key:}") String key,
        @Value("${journal.refused-version:0}") long version) {
      Journal journal = new Journal(jdbc);
      journal.refuse(key, version);
      return journal;
    }

    @Bean
    @ConditionalOnProperty("observer.fails")
    FeedObserver failingObserver() {
      return events -> {
        throw new IllegalStateException("an observer that fails");
      };
    }
  }
}
