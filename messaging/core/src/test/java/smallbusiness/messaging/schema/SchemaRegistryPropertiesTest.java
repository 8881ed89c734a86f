package smallbusiness.messaging.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SchemaRegistryPropertiesTest {

  @Test
  void the_defaults_are_those_of_the_local_run() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("schema-registry", SchemaRegistryProperties.class))
        .isEqualTo(
            new SchemaRegistryProperties(
                URI.create("http://localhost:8081/apis/ccompat/v7"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                Duration.ofSeconds(15)));
  }
}
