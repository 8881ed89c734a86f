package smallbusiness.messaging.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChecksumsPropertiesTest {

  @Test
  void the_defaults_are_these() {
    assertThat(
            new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("checksums", ChecksumsProperties.class))
        .isEqualTo(new ChecksumsProperties(500, 20, 1000, Duration.ofSeconds(10)));
  }
}
