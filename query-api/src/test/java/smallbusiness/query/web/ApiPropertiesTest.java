package smallbusiness.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ApiPropertiesTest {

  @Test
  void by_default_no_page_of_another_origin_may_call_and_256_requests_are_in_work_at_once() {
    Binder binder = new Binder(new MapConfigurationPropertySource());

    ApiProperties properties = binder.bindOrCreate("api", ApiProperties.class);

    assertThat(properties.allowedOrigins()).isEmpty();
    assertThat(properties.maxConcurrentRequests()).isEqualTo(256);
  }
}
