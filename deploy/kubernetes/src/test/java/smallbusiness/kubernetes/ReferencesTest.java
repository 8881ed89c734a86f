package smallbusiness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencesTest {

  /** Created separately, as the comment of the production overlay says. */
  private static final Set<String> EXTERNAL_SECRETS =
      Set.of(
          "warehouse-relay",
          "sales-relay",
          "accounting-relay",
          "small-business-tls",
          "operator-token");

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "PRODUCTION"})
  void every_service_selects_a_port_of_existing_pods(Overlay overlay) {
    assertThat(overlay.all("Service"))
        .allSatisfy(
            service -> {
              List<JsonNode> pods =
                  overlay
                      .podTemplates()
                      .filter(pod -> selects(service.at("/spec/selector"), pod))
                      .toList();
              assertThat(pods).as(Overlay.name(service)).hasSize(1);
              String port = service.at("/spec/ports/0/targetPort").asText();
              assertThat(pods.getFirst().findParents("containerPort"))
                  .anyMatch(one -> one.path("name").asText().equals(port));
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "PRODUCTION"})
  void every_route_has_existing_backends(Overlay overlay) {
    Set<String> services = names(overlay, "Service");
    List<JsonNode> backends = new ArrayList<>();
    overlay.all("HTTPRoute").forEach(route -> backends.addAll(route.findValues("backendRefs")));

    assertThat(backends)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            backend -> {
              assertThat(services).contains(backend.at("/0/name").asText());
              assertThat(backend.at("/0/port").asInt()).isEqualTo(80);
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "PRODUCTION"})
  void disruption_budgets_and_autoscalers_belong_to_deployments(Overlay overlay) {
    assertThat(overlay.all("PodDisruptionBudget"))
        .allMatch(
            budget ->
                overlay
                    .podTemplates()
                    .anyMatch(pod -> selects(budget.at("/spec/selector/matchLabels"), pod)));
    assertThat(overlay.all("HorizontalPodAutoscaler"))
        .extracting(scaler -> scaler.at("/spec/scaleTargetRef/name").asText())
        .isSubsetOf(names(overlay, "Deployment"));
  }

  @ParameterizedTest
  @EnumSource
  void every_referenced_secret_is_created(Overlay overlay) {
    Set<String> created = new HashSet<>();
    Overlay.PRODUCTION.all("Cluster").forEach(one -> created.add(Overlay.name(one) + "-app"));
    created.addAll(names(Overlay.PRODUCTION, "KafkaUser"));
    created.add(Overlay.name(Overlay.PRODUCTION.all("Kafka").getFirst()) + "-cluster-ca-cert");
    created.addAll(overlay == Overlay.LOCAL ? names(overlay, "Secret") : EXTERNAL_SECRETS);
    List<String> referenced = new ArrayList<>();
    for (JsonNode document : overlay.documents()) {
      document.findValues("secretKeyRef").forEach(key -> referenced.add(key.path("name").asText()));
      document
          .findValues("passwordSecret")
          .forEach(key -> referenced.add(key.path("name").asText()));
      document
          .findValues("certificateRefs")
          .forEach(keys -> keys.forEach(key -> referenced.add(key.path("name").asText())));
    }

    assertThat(referenced).isNotEmpty().isSubsetOf(created);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "PRODUCTION"})
  void service_accounts_exist(Overlay overlay) {
    assertThat(
            overlay
                .podTemplates()
                .map(pod -> pod.at("/spec/serviceAccountName").asText())
                .filter(name -> !name.isEmpty()))
        .hasSize(4)
        .isSubsetOf(names(overlay, "ServiceAccount"));
  }

  static boolean selects(JsonNode labels, JsonNode pod) {
    assertThat(labels.size()).isPositive();
    return labels.properties().stream()
        .allMatch(
            label -> pod.at("/metadata/labels").path(label.getKey()).equals(label.getValue()));
  }

  private static Set<String> names(Overlay overlay, String kind) {
    return overlay.all(kind).stream().map(Overlay::name).collect(Collectors.toSet());
  }
}
