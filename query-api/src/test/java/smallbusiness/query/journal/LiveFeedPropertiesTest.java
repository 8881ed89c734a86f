package smallbusiness.query.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LiveFeedPropertiesTest {

  @Test
  void the_defaults_match_the_documentation() {
    Binder binder = new Binder(new MapConfigurationPropertySource());

    LiveFeedProperties properties = binder.bindOrCreate("live-feed", LiveFeedProperties.class);

    assertThat(properties)
        .isEqualTo(new LiveFeedProperties(200, Duration.ofMillis(20), Duration.ofSeconds(15)));
  }
}
