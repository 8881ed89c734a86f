package smallbusiness.messaging.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.testing.TestRegistry;
import smallbusiness.schemas.Topic;

class RegisterSchemasIT {

  @Test
  void running_it_repeatedly_registers_every_schema_once() throws Exception {
    RegisterSchemas.main(new String[] {TestRegistry.url().toString()});
    RegisterSchemas.main(new String[] {TestRegistry.url().toString()});

    String subjects = get("/subjects");
    assertThat(Arrays.stream(Topic.values()).flatMap(topic -> topic.eventTypes().stream()))
        .isNotEmpty()
        .allSatisfy(
            type -> {
              assertThat(subjects).contains('"' + type.subject() + '"');
              assertThat(get("/subjects/" + type.subject() + "/versions")).isEqualTo("[1]");
              assertThat(get("/config/" + type.subject())).contains("FULL_TRANSITIVE");
            });
  }

  @Test
  void it_fails_when_the_registry_does_not_answer() {
    assertThatThrownBy(() -> RegisterSchemas.main(new String[] {"http://localhost:1"}))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private static String get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(TestRegistry.url() + path)).build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
