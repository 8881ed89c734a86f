package smallbusiness.messaging.consistency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Pending reads, for services with a read model. */
@AutoConfiguration(after = JdbcTemplateAutoConfiguration.class)
class ConsistencyAutoConfiguration {

  /** The reading side, for a service that declares {@link VisibleVersions}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(VisibleVersions.class)
  @EnableConfigurationProperties(ConsistencyProperties.class)
  static class Reading {

    private final UUID replica = UUID.randomUUID();

    @Bean
    PendingReads pendingReads(
        VisibleVersions versions, JdbcTemplate jdbc, ConsistencyProperties properties) {
      return new PendingReads(versions, new ParkedAggregates(jdbc), properties);
    }

    @Bean
    VisibilityNotifier visibilityNotifier(JdbcTemplate jdbc, PendingReads reads) {
      return new VisibilityNotifier(jdbc, reads, replica);
    }

    @Bean
    VisibilityListener visibilityListener(JdbcConnectionDetails database, PendingReads reads) {
      return new VisibilityListener(database, reads, replica);
    }

    @Bean
    MeterBinder pendingReadsMetrics(PendingReads reads) {
      return registry ->
          Gauge.builder("consistency.waiting", reads, PendingReads::size)
              .description("Reads waiting for the versions named in their consistency token")
              .register(registry);
    }
  }

  /** The reading side's HTTP edge. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(VisibleVersions.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class ReadingOverHttp {

    @Bean
    WebMvcConfigurer readYourWrites(PendingReads reads, ConsistencyProperties properties) {
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
          registry.addInterceptor(new ReadYourWrites(reads, properties));
        }
      };
    }
  }
}
