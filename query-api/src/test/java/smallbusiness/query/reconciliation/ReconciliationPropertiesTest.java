package smallbusiness.query.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import smallbusiness.schemas.Owner;

class ReconciliationPropertiesTest {

  @Test
  void the_defaults_are_those_of_the_local_run() {
    ReconciliationProperties defaults = bound(Map.of());

    assertThat(defaults.url(Owner.WAREHOUSE)).hasToString("http://localhost:8002");
    assertThat(defaults.url(Owner.SALES)).hasToString("http://localhost:8001");
    assertThat(defaults.url(Owner.ACCOUNTING)).hasToString("http://localhost:8003");
    assertThat(defaults)
        .isEqualTo(
            new ReconciliationProperties(
                null,
                null,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofMillis(250),
                Duration.ofMinutes(2),
                1000,
                100));
  }

  @Test
  void a_configured_address_replaces_the_default() {
    ReconciliationProperties properties =
        bound(Map.of("reconciliation.sales.url", "http://sales:8080"));

    assertThat(properties.url(Owner.SALES)).hasToString("http://sales:8080");
    assertThat(properties.url(Owner.WAREHOUSE)).hasToString("http://localhost:8002");
  }

  private static ReconciliationProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("reconciliation", ReconciliationProperties.class);
  }
}
