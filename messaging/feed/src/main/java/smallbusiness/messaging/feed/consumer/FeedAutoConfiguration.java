package smallbusiness.messaging.feed.consumer;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.FeedObserver;
import smallbusiness.messaging.feed.ServiceFeed;
import smallbusiness.messaging.feed.parked.ParkedEndpoint;
import smallbusiness.schemas.EventCodec;

/** Runs the feed of a service that has {@link EventHandler} beans. */
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
  @SuppressWarnings("unchecked") // the feed sets its own deserializers
  FeedFactory feedFactory(
      ConsumerFactory<?, ?> kafka,
      EventCodec codec,
      FeedProperties properties,
      @Value("${spring.application.name}") String application) {
    return new FeedFactory(
        (ConsumerFactory<byte[], byte[]>) kafka, codec, properties, application, clock);
  }

  @Bean
  @DependsOnDatabaseInitialization
  Feed serviceFeed(
      FeedFactory factory,
      List<EventHandler> handlers,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      ObjectProvider<BatchInterceptor> interceptor,
      ObjectProvider<FeedObserver> observers) {
    return factory.create(
        ServiceFeed.NAME,
        handlers,
        jdbc,
        new TransactionTemplate(transactions),
        interceptor.getIfAvailable(() -> BatchInterceptor.NONE),
        observers.orderedStream().toList());
  }

  @Bean
  AdditionalFeeds additionalFeeds(FeedFactory factory) {
    return new AdditionalFeeds(factory);
  }

  @Bean
  ParkedEndpoint parkedEndpoint(Feed live, AdditionalFeeds additional) {
    return new ParkedEndpoint(
        live.parked(),
        feed ->
            feed.equals(ServiceFeed.NAME)
                ? Optional.of(live.resolver())
                : additional.resolver(feed));
  }

  @Bean
  FeedHealth feedHealthIndicator(Feed live) {
    return new FeedHealth(live.state(), live.parked());
  }

  @Bean
  FeedMetrics feedMetrics(Feed live) {
    return new FeedMetrics(live.state(), live.parked(), clock);
  }

  /** With tracing. */
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
