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

  /** Brought in from outside, as the production overlay says at its head. */
  private static final Set<String> BROUGHT_IN =
      Set.of(
          "warehouse-relay",
          "sales-relay",
          "accounting-relay",
          "small-business-tls",
          "operator-token");

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "PRODUCTION"})
  void every_service_leads_to_a_port_of_existing_pods(Overlay overlay) {
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
  void every_route_leads_to_a_service(Overlay overlay) {
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
  void every_secret_is_made_by_somebody(Overlay overlay) {
    Set<String> made = new HashSet<>();
    Overlay.PRODUCTION.all("Cluster").forEach(one -> made.add(Overlay.name(one) + "-app"));
    made.addAll(names(Overlay.PRODUCTION, "KafkaUser"));
    made.add(Overlay.name(Overlay.PRODUCTION.all("Kafka").getFirst()) + "-cluster-ca-cert");
    made.addAll(overlay == Overlay.LOCAL ? names(overlay, "Secret") : BROUGHT_IN);
    List<String> wanted = new ArrayList<>();
    for (JsonNode document : overlay.documents()) {
      document.findValues("secretKeyRef").forEach(key -> wanted.add(key.path("name").asText()));
      document.findValues("passwordSecret").forEach(key -> wanted.add(key.path("name").asText()));
      document
          .findValues("certificateRefs")
          .forEach(keys -> keys.forEach(key -> wanted.add(key.path("name").asText())));
    }

    assertThat(wanted).isNotEmpty().isSubsetOf(made);
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
