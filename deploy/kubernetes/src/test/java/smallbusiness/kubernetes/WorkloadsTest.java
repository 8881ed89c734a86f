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
  void no_container_may_do_more_than_it_needs(Overlay overlay) {
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
  void every_setting_is_one_that_the_service_reads(Overlay overlay) {
    assertThat(environment(overlay))
        .isNotEmpty()
        .allMatch(SettingsThatAreRead::reads, "is read by a service");
    assertThat(SettingsThatAreRead.reads("SCHEMAREGISTRY_ULR")).isFalse();
  }

  @Test
  void the_container_is_the_one_that_the_dockerfile_makes() {
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
  void the_canary_stands_beside_the_stable_replicas_and_not_among_them() {
    for (JsonNode canary : services(Overlay.CANARY)) {
      String service = canary.at("/spec/template/metadata/labels").path(NAME).asText();
      assertThat(canary.at("/spec/selector/matchLabels/track").asText()).isEqualTo("canary");
      assertThat(canary.at("/spec/replicas").asInt()).isOne();
      assertThat(Overlay.name(canary)).isEqualTo(service + "-canary");
    }
    assertThat(services(Overlay.CANARY)).hasSameSizeAs(services(Overlay.PRODUCTION));
  }

  @Test
  void schemas_are_registered_by_a_class_that_exists() throws ClassNotFoundException {
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
