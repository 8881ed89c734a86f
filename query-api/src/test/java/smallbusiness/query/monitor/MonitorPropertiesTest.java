package smallbusiness.query.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MonitorPropertiesTest {

  @Test
  void the_defaults_match_the_documentation() {
    assertThat(
            new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("monitor", MonitorProperties.class))
        .isEqualTo(
            new MonitorProperties(
                true,
                1000,
                0.1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                100));
  }
}
