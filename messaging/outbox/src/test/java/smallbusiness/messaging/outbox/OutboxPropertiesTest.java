package smallbusiness.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class OutboxPropertiesTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(App.class);

  @Test
  void defaults() {
    service.run(
        context ->
            assertThat(context.getBean(OutboxProperties.class))
                .isEqualTo(
                    new OutboxProperties(
                        DataSize.ofKilobytes(900), Duration.ofDays(7), 3, Duration.ofHours(1))));
  }

  @ParameterizedTest
  @CsvSource({
    "max-event-size, 100B, outbox.max-event-size",
    "max-event-size, many, outbox.max-event-size",
    "retention, 1m, outbox.retention",
    "retention, -7d, outbox.retention",
    "days-ahead, 0, outbox.daysAhead",
    "maintenance-interval, 0s, outbox.maintenanceInterval"
  })
  void a_bad_value_is_refused_at_start(String name, String value, String named) {
    service
        .withPropertyValues("outbox." + name + "=" + value)
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining(named));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(OutboxProperties.class)
  static class App {}
}
