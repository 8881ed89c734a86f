package smallbusiness.query.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReadingPropertiesTest {

  @Test
  void by_default_10000_rows_of_a_kind_are_remembered_and_may_be_two_milliseconds_old() {
    Binder binder = new Binder(new MapConfigurationPropertySource());

    ReadingProperties properties = binder.bindOrCreate("reading", ReadingProperties.class);

    assertThat(properties.rememberedRows()).isEqualTo(10_000);
    assertThat(properties.tolerance()).isEqualTo(Duration.ofMillis(2));
  }
}
