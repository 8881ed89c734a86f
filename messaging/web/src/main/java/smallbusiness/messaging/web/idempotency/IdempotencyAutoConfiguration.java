package smallbusiness.messaging.web.idempotency;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Supports {@code Idempotency-Key} in every web service with a database. */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class
    },
    afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class})
@EnableConfigurationProperties(IdempotencyProperties.class)
public class IdempotencyAutoConfiguration {

  @Bean
  IdempotencyKeys idempotencyKeys(JdbcClient jdbc, ObjectProvider<Clock> clock) {
    return new IdempotencyKeys(jdbc, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean(defaultCandidate = false)
  ThreadPoolTaskScheduler idempotencyScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setDaemon(true);
    scheduler.setThreadNamePrefix("idempotency-");
    return scheduler;
  }

  @Bean
  IdempotencyKeyCleanup idempotencyKeyCleanup(
      IdempotencyKeys keys,
      IdempotencyProperties properties,
      @Qualifier("idempotencyScheduler") TaskScheduler scheduler) {
    return new IdempotencyKeyCleanup(keys, properties.retention(), scheduler);
  }

  @Bean
  FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
      IdempotencyKeys keys,
      PlatformTransactionManager transactions,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    var filter = new FilterRegistrationBean<>(new IdempotencyFilter(keys, transactions, problems));
    // After forwarded headers, tracing and the body limit.
    filter.setOrder(Ordered.LOWEST_PRECEDENCE);
    return filter;
  }
}
