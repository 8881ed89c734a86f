package smallbusiness.messaging.web;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Honours {@code Idempotency-Key} in every service with an HTTP edge and a database. */
@AutoConfiguration(
    after = {
      WebConventions.class,
      JdbcClientAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class
    },
    afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class})
public class IdempotencyAutoConfiguration {

  @Bean
  IdempotencyKeys idempotencyKeys(JdbcClient jdbc, ObjectProvider<Clock> clock) {
    return new IdempotencyKeys(jdbc, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  IdempotencyHousekeeping idempotencyHousekeeping(IdempotencyKeys keys, WebProperties properties) {
    return new IdempotencyHousekeeping(keys, properties.idempotencyRetention());
  }

  @Bean
  FilterRegistrationBean<Idempotency> idempotency(
      IdempotencyKeys keys,
      PlatformTransactionManager transactions,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    var filter = new FilterRegistrationBean<>(new Idempotency(keys, transactions, problems));
    // Inside forwarded headers, tracing and the limit of the body.
    filter.setOrder(Ordered.LOWEST_PRECEDENCE);
    return filter;
  }
}
