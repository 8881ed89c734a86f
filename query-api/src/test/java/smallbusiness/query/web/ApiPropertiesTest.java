package smallbusiness.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ApiPropertiesTest {

  @Test
  void by_default_no_other_origin_is_allowed_and_256_requests_are_processed_at_once() {
    Binder binder = new Binder(new MapConfigurationPropertySource());

    ApiProperties properties = binder.bindOrCreate("api", ApiProperties.class);

    assertThat(properties.allowedOrigins()).isEmpty();
    assertThat(properties.maxConcurrentRequests()).isEqualTo(256);
  }
}
