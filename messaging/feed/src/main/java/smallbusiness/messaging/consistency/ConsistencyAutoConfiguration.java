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

/** Waiting reads, where a service has a read model. */
@AutoConfiguration(after = JdbcTemplateAutoConfiguration.class)
class ConsistencyAutoConfiguration {

  /** The reading side, for a service that says what it has applied. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(AppliedVersions.class)
  @EnableConfigurationProperties(ConsistencyProperties.class)
  static class Reading {

    private final UUID replica = UUID.randomUUID();

    @Bean
    WaitingRoom waitingRoom(
        AppliedVersions applied, JdbcTemplate jdbc, ConsistencyProperties properties) {
      return new WaitingRoom(applied, new ParkedInTable(jdbc, applied.feeds()), properties);
    }

    @Bean
    Announcer feedAnnouncer(AppliedVersions applied, JdbcTemplate jdbc, WaitingRoom room) {
      return new Announcer(jdbc, room, replica, applied.feeds());
    }

    @Bean
    Notices feedNotices(JdbcConnectionDetails database, WaitingRoom room) {
      return new Notices(database, room, replica);
    }

    @Bean
    MeterBinder waitingReads(WaitingRoom room) {
      return registry ->
          Gauge.builder("consistency.waiting", room, WaitingRoom::size)
              .description("Reads that wait for writes which they name")
              .register(registry);
    }
  }

  /** The reading side's HTTP edge. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(AppliedVersions.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class ReadingOverHttp {

    @Bean
    WebMvcConfigurer readYourWrites(WaitingRoom room, ConsistencyProperties properties) {
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
          registry.addInterceptor(new ReadYourWrites(room, properties));
        }
      };
    }
  }
}
