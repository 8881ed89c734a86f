package smallbusiness.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReadModelPropertiesTest {

  @Test
  void the_defaults_are_those_that_the_documentation_names() {
    assertThat(
            new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("read-model", ReadModelProperties.class))
        .isEqualTo(
            new ReadModelProperties(
                Duration.ofSeconds(1),
                7,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                2000,
                10));
  }
}
