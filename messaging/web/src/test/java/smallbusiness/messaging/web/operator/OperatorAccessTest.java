package smallbusiness.messaging.web.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Actuator endpoints over HTTP, on the service's port and on a management port. */
class OperatorAccessTest {

  private static final String TOKEN = "sixteen letters!";
  private static final String SAME_PORT = "local.server.port";
  private static final String OWN_PORT = "local.management.port";

  @ParameterizedTest
  @ValueSource(strings = {SAME_PORT, OWN_PORT})
  void without_a_token_everything_can_be_read_and_nothing_changed(String port) throws Exception {
    try (ConfigurableApplicationContext service = start(port, "")) {
      assertThat(get(service, port).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = post(service, port, "Bearer " + TOKEN);

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(refused.body()).contains("operator.token");
      assertThat(service.getBean(Lever.class).pulled).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SAME_PORT, OWN_PORT})
  void only_the_holder_of_the_token_can_change_something(String port) throws Exception {
    try (ConfigurableApplicationContext service = start(port, TOKEN)) {
      assertThat(get(service, port).statusCode()).isEqualTo(200);
      assertThat(post(service, port, null).statusCode()).isEqualTo(401);
      assertThat(post(service, port, "Bearer sixteen letters?").statusCode()).isEqualTo(401);
      assertThat(post(service, port, "Basic " + TOKEN).statusCode()).isEqualTo(401);
      assertThat(service.getBean(Lever.class).pulled).hasValue(0);

      assertThat(post(service, port, "Bearer " + TOKEN).statusCode()).isEqualTo(204);
      assertThat(service.getBean(Lever.class).pulled).hasValue(2);
    }
  }

  @Test
  void a_short_token_is_refused_at_start() {
    assertThatThrownBy(() -> start(SAME_PORT, "short")).hasStackTraceContaining("operator.token");
  }

  private static ConfigurableApplicationContext start(String port, String token) {
    return new SpringApplicationBuilder(App.class)
        .properties(
            "spring.main.banner-mode=off",
            "server.address=127.0.0.1",
            "server.port=0",
            port.equals(OWN_PORT) ? "management.server.port=0" : "x=y",
            "operator.token=" + token,
            "management.endpoints.web.exposure.include=lever",
            "spring.autoconfigure.exclude="
                + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
                + "smallbusiness.messaging.MessagingMigrations,"
                + "smallbusiness.messaging.consistency.ConsistencyAutoConfiguration,"
                + "smallbusiness.messaging.feed.consumer.FeedAutoConfiguration,"
                + "smallbusiness.messaging.schema.SchemaAutoConfiguration,"
                + "smallbusiness.messaging.web.idempotency.IdempotencyAutoConfiguration")
        .run();
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext service, String port)
      throws Exception {
    return send(service, port, HttpRequest.newBuilder().GET());
  }

  private static HttpResponse<String> post(
      ConfigurableApplicationContext service, String port, @Nullable String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"up\": true, \"times\": 2}"));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return send(service, port, request);
  }

  private static HttpResponse<String> send(
      ConfigurableApplicationContext service, String port, HttpRequest.Builder request)
      throws Exception {
    String number = service.getEnvironment().getRequiredProperty(port);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          request.uri(URI.create("http://127.0.0.1:" + number + "/actuator/lever")).build(),
          BodyHandlers.ofString());
    }
  }

  /** An endpoint that operators read and change. */
  @Endpoint(id = "lever")
  static final class Lever {

    final AtomicInteger pulled = new AtomicInteger();

    @ReadOperation
    int pulled() {
      return pulled.get();
    }

    @WriteOperation
    void pull(boolean up, int times) {
      pulled.addAndGet(up ? times : -times);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    Lever lever() {
      return new Lever();
    }
  }
}
