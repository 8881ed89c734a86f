package smallbusiness.messaging.feed;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.schemas.EventCodec;

/** Runs a feed for each {@link FeedListener} of the service. */
@AutoConfiguration(
    after = KafkaAutoConfiguration.class,
    afterName = "smallbusiness.messaging.schema.SchemaAutoConfiguration")
@EnableConfigurationProperties(FeedProperties.class)
@ConditionalOnBean(FeedListener.class)
@ConditionalOnProperty(name = "feed.enabled", matchIfMissing = true)
class FeedAutoConfiguration {

  private final Clock clock;

  FeedAutoConfiguration(ObjectProvider<Clock> clock) {
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @Bean
  @DependsOnDatabaseInitialization
  FeedOffsets feedOffsets(JdbcTemplate jdbc) {
    return new FeedOffsets(jdbc, clock);
  }

  @Bean
  FeedConsumers feedConsumers(
      ConsumerFactory<?, ?> factory,
      FeedProperties properties,
      @Value("${spring.application.name}") String application) {
    return new FeedConsumers(factory, properties, application);
  }

  @Bean
  Applier feedApplier(
      EventCodec codec,
      FeedOffsets offsets,
      PlatformTransactionManager transactions,
      ObjectProvider<FeedObserver> observers) {
    return new Applier(
        new EventReader(codec),
        offsets,
        new TransactionTemplate(transactions),
        observers.orderedStream().toList());
  }

  @Bean
  FeedStates feedStates(List<FeedListener> listeners) {
    return new FeedStates(listeners);
  }

  @Bean
  Feeds feeds(
      List<FeedListener> listeners,
      FeedConsumers consumers,
      FeedOffsets offsets,
      Applier applier,
      FeedStates states,
      FeedProperties properties) {
    return new Feeds(
        listeners,
        listener ->
            new FeedRunner(
                listener,
                consumers,
                offsets,
                applier,
                states.of(listener),
                new Backoff(properties.retryDelay(), properties.maxRetryDelay()),
                clock));
  }

  @Bean
  FeedsHealth feedsHealthIndicator(FeedStates states) {
    return new FeedsHealth(states.all());
  }

  @Bean
  FeedMetrics feedMetrics(FeedStates states) {
    return new FeedMetrics(states.all(), clock);
  }
}
