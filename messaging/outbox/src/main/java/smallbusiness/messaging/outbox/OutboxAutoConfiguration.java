package smallbusiness.messaging.outbox;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.messaging.ConditionalOnOwner;
import smallbusiness.messaging.ConditionalOnOwner.OwnerCondition;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.Owner;

/** The outbox of a system that publishes. */
@AutoConfiguration(
    afterName = {
      "smallbusiness.messaging.schema.SchemaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
    })
@ConditionalOnOwner
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Owner owner(Environment environment) {
    return OwnerCondition.ownerIn(environment).orElseThrow();
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  Outbox outbox(
      DataSource database,
      EventCodec codec,
      Owner owner,
      Clock clock,
      OutboxProperties properties,
      ObjectProvider<TraceparentSource> traceparent,
      ObjectProvider<AppendedEvents> observers) {
    Supplier<@Nullable String> trace = traceparent.getIfAvailable(() -> () -> null);
    return new JdbcOutbox(
        database, codec, owner, clock, properties, trace, observers.orderedStream().toList());
  }

  @Bean
  Partitions outboxPartitions(
      DataSource database,
      PlatformTransactionManager transactions,
      Clock clock,
      OutboxProperties properties) {
    TransactionTemplate own = new TransactionTemplate(transactions);
    return new Partitions(database, own, clock, properties);
  }

  @Bean
  Housekeeping outboxHousekeeping(
      Partitions partitions, ObjectProvider<PublishedUpTo> published, OutboxProperties properties) {
    PublishedUpTo covers = published.getIfAvailable(() -> partition -> false);
    return new Housekeeping(partitions, covers, properties);
  }

  /** Where there are requests to answer. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Web {
    @Bean
    TokenOfResponse tokenOfResponse() {
      return new TokenOfResponse();
    }
  }

  /** Where an event's trace context comes from. */
  interface TraceparentSource extends Supplier<@Nullable String> {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Tracer.class)
  static class Tracing {

    @Bean
    TraceparentSource traceparentSource(ObjectProvider<Tracer> tracer) {
      Tracer available = tracer.getIfAvailable(() -> Tracer.NOOP);
      return new Traceparent(available)::get;
    }
  }
}
