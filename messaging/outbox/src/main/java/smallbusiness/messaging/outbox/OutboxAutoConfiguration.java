package smallbusiness.messaging.outbox;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import smallbusiness.messaging.ConditionalOnOwner;
import smallbusiness.messaging.ConditionalOnOwner.OwnerCondition;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.Owner;

/** The outbox of a publishing system. */
@AutoConfiguration(
    afterName = {
      "smallbusiness.messaging.schema.SchemaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
    })
@ConditionalOnOwner
@EnableConfigurationProperties(OutboxProperties.class)
@Import({OutboxPartitions.class, PartitionMaintenance.class, ResponseToken.class})
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
      ObjectProvider<Tracer> tracer,
      ObjectProvider<Propagator> propagator,
      ObjectProvider<AppendListener> listeners) {
    return new JdbcOutbox(
        database,
        codec,
        owner,
        clock,
        properties,
        new CurrentTraceparent(
            tracer.getIfAvailable(() -> Tracer.NOOP),
            propagator.getIfAvailable(() -> Propagator.NOOP)),
        listeners.orderedStream().toList());
  }

  /** Runs partition maintenance and the relay's audit side by side. */
  @Bean(defaultCandidate = false)
  ThreadPoolTaskScheduler outboxScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(2);
    scheduler.setDaemon(true);
    scheduler.setThreadNamePrefix("outbox-");
    return scheduler;
  }
}
