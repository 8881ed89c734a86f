package smallbusiness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadsTest {

  private static final Set<String> SERVICES =
      Set.of("warehouse", "sales", "accounting", "query-api");

  @ParameterizedTest
  @EnumSource
  void containers_have_minimal_privileges(Overlay overlay) {
    assertThat(overlay.podTemplates())
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
              assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
              JsonNode container = pod.at("/spec/containers/0");
              JsonNode security = container.path("securityContext");
              assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
              assertThat(container.at("/resources/limits/memory").asText())
                  .isNotEmpty()
                  .isEqualTo(container.at("/resources/requests/memory").asText());
            });
  }

  @ParameterizedTest
  @EnumSource
  void every_setting_is_read_by_a_service(Overlay overlay) {
    assertThat(environment(overlay))
        .isNotEmpty()
        .allMatch(KnownSettings::contains, "is read by a service");
    assertThat(KnownSettings.contains("SCHEMAREGISTRY_ULR")).isFalse();
  }

  @Test
  void containers_match_the_dockerfile() {
    String dockerfile = Repository.text("deploy/compose/Dockerfile");
    String health = Repository.text("deploy/compose/health");

    for (JsonNode deployment : services(Overlay.PRODUCTION)) {
      JsonNode pod = deployment.at("/spec/template/spec");
      JsonNode container = pod.at("/containers/0");
      String user = pod.at("/securityContext/runAsUser").asText();
      assertThat(dockerfile).contains("USER " + user + ":" + user);
      assertThat(dockerfile)
          .contains("SERVER_PORT=" + container.at("/ports/0/containerPort").asText());
      assertThat(health).contains(container.at("/readinessProbe/httpGet/path").asText());
      assertThat(container.path("image").asText())
          .contains("/small-business/" + Overlay.name(deployment) + ":");
    }
  }

  @Test
  void canaries_are_separate_from_the_stable_replicas() {
    for (JsonNode canary : services(Overlay.CANARY)) {
      String service = canary.at("/spec/template/metadata/labels").path(NAME).asText();
      assertThat(canary.at("/spec/selector/matchLabels/track").asText()).isEqualTo("canary");
      assertThat(canary.at("/spec/replicas").asInt()).isOne();
      assertThat(Overlay.name(canary)).isEqualTo(service + "-canary");
    }
    assertThat(services(Overlay.CANARY)).hasSameSizeAs(services(Overlay.PRODUCTION));
  }

  @Test
  void the_job_that_registers_schemas_names_an_existing_class() throws ClassNotFoundException {
    JsonNode command = Overlay.PRODUCTION.all("Job").getFirst().at("/spec/template/spec");
    String type = command.at("/containers/0/command/4").asText();

    assertThat(Class.forName(type)).hasDeclaredMethods("main");
  }

  private static final String NAME = "app.kubernetes.io/name";

  private static List<JsonNode> services(Overlay overlay) {
    List<JsonNode> found =
        overlay.all("Deployment").stream()
            .filter(
                one -> SERVICES.contains(one.at("/spec/selector/matchLabels").path(NAME).asText()))
            .toList();
    assertThat(found).hasSize(SERVICES.size());
    return found;
  }

  private static Set<String> environment(Overlay overlay) {
    return services(overlay).stream()
        .map(deployment -> deployment.at("/spec/template/spec/containers/0/env"))
        .flatMap(env -> StreamSupport.stream(env.spliterator(), false))
        .map(variable -> variable.path("name").asText())
        .collect(Collectors.toSet());
  }
}
