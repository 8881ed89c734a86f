package smallbusiness.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReadCachePropertiesTest {

  @Test
  void by_default_10000_rows_are_cached_per_kind_with_a_tolerance_of_two_milliseconds() {
    Binder binder = new Binder(new MapConfigurationPropertySource());

    ReadCacheProperties properties = binder.bindOrCreate("read-cache", ReadCacheProperties.class);

    assertThat(properties.maxRows()).isEqualTo(10_000);
    assertThat(properties.tolerance()).isEqualTo(Duration.ofMillis(2));
  }
}
