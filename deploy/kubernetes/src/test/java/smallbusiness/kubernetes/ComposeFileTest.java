package smallbusiness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

  private static final List<String> SERVICES =
      List.of("warehouse", "sales", "accounting", "query-api");

  private final JsonNode services = Repository.compose().path("services");

  @Test
  void the_whole_system_is_limited_to_three_gigabytes() {
    int megabytes =
        services
            .valueStream()
            .mapToInt(service -> megabytes(service.path("mem_limit").asText()))
            .sum();

    assertThat(megabytes).isBetween(1024, 3072);
  }

  @Test
  void a_service_has_minimal_privileges() {
    for (String name : SERVICES) {
      JsonNode service = services.path(name);
      assertThat(service.path("read_only").asBoolean()).isTrue();
      assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
      assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
      assertThat(service.has("ports")).as("only the gateway is published").isFalse();
    }
  }

  @Test
  void every_setting_is_read_by_a_service() {
    for (String name : SERVICES) {
      assertThat(services.path(name).path("environment").propertyStream())
          .hasSizeGreaterThan(5)
          .allMatch(setting -> KnownSettings.contains(setting.getKey()), "is read");
    }
  }

  @Test
  void every_variable_has_a_default() {
    String defaults = Repository.text("deploy/compose/.env");

    assertThat(
            Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(Repository.text("deploy/compose/compose.yaml"))
                .results())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            variable ->
                assertThat(defaults).containsPattern("(?m)^" + variable.group(1) + "=\\S*$"));
  }

  @Test
  void components_start_when_their_dependencies_are_healthy() {
    for (String name : SERVICES) {
      assertThat(services.path(name).path("depends_on").propertyStream())
          .hasSize(3)
          .allMatch(need -> need.getValue().path("condition").asText().equals("service_healthy"));
      assertThat(services.at("/gateway/depends_on").has(name)).isTrue();
    }
  }

  private static int megabytes(String limit) {
    assertThat(limit).matches("\\d+m");
    return Integer.parseInt(limit.substring(0, limit.length() - 1));
  }
}
