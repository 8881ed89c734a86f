package smallbusiness.messaging.feed;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.schemas.EventCodec;

/** Runs a feed for each {@link EventHandler} of the service. */
@AutoConfiguration(
    after = KafkaAutoConfiguration.class,
    afterName = {
      "smallbusiness.messaging.schema.SchemaAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
    })
@EnableConfigurationProperties(FeedProperties.class)
@ConditionalOnBean(EventHandler.class)
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
  EventReader feedEventReader(EventCodec codec) {
    return new EventReader(codec);
  }

  @Bean
  Parking feedParking(JdbcTemplate jdbc, FeedProperties properties) {
    return new Parking(jdbc, clock, properties.maxParkedKeys());
  }

  @Bean
  BatchProcessor feedApplier(
      FeedOffsets offsets,
      Parking parking,
      PlatformTransactionManager transactions,
      ObjectProvider<BatchInterceptor> interceptor,
      ObjectProvider<FeedObserver> observers) {
    return new BatchProcessor(
        offsets,
        parking,
        new TransactionTemplate(transactions),
        interceptor.getIfAvailable(() -> BatchInterceptor.NONE),
        observers.orderedStream().toList());
  }

  @Bean
  ParkedEvents parkedEvents(
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      EventReader reader,
      List<EventHandler> listeners,
      ObjectProvider<FeedObserver> observers) {
    return new ParkedEvents(
        jdbc,
        new TransactionTemplate(transactions),
        reader,
        listeners,
        observers.orderedStream().toList(),
        clock);
  }

  @Bean
  AdditionalFeeds additionalFeeds(
      FeedRunners runners, EventReader reader, FeedProperties properties) {
    return new AdditionalFeeds(runners, reader, properties, clock);
  }

  @Bean
  ParkedEndpoint parkedEndpoint(ParkedEvents parked, AdditionalFeeds additional) {
    return new ParkedEndpoint(parked, additional);
  }

  @Bean
  FeedStates feedStates(List<EventHandler> listeners) {
    return new FeedStates(listeners);
  }

  @Bean
  FeedRunners feedRunners(FeedConsumers consumers, EventReader reader, FeedProperties properties) {
    return new FeedRunners(consumers, reader, properties, clock);
  }

  @Bean
  Feeds feeds(
      FeedRunners runners,
      List<EventHandler> listeners,
      FeedOffsets offsets,
      BatchProcessor applier,
      FeedStates states) {
    return runners.feeds(listeners, offsets, applier, states);
  }

  @Bean
  FeedsHealth feedsHealthIndicator(FeedStates states, ParkedEvents parked) {
    return new FeedsHealth(states.all(), parked);
  }

  @Bean
  FeedMetrics feedMetrics(FeedStates states, ParkedEvents parked) {
    return new FeedMetrics(states.all(), parked, clock);
  }

  /** Where there is tracing. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Tracer.class)
  static class Tracing {

    @Bean
    BatchInterceptor feedTracing(ObjectProvider<Tracer> tracer) {
      Tracer available = tracer.getIfAvailable();
      return available == null ? BatchInterceptor.NONE : new FeedTracing(available);
    }
  }
}
