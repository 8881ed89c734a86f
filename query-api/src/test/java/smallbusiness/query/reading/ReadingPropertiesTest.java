package smallbusiness.query.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReadingPropertiesTest {

  @Test
  void by_default_10000_rows_of_a_kind_are_remembered() {
    Binder binder = new Binder(new MapConfigurationPropertySource());

    ReadingProperties properties = binder.bindOrCreate("reading", ReadingProperties.class);

    assertThat(properties.rememberedRows()).isEqualTo(10_000);
  }
}
