package smallbusiness.messaging.feed.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FeedPropertiesTest {

  @Test
  void defaults() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("feed", FeedProperties.class))
        .isEqualTo(
            new FeedProperties(
                true,
                1,
                500,
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                1000));
  }
}
