package smallbusiness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluates the network policies as the cluster does: which pods may connect. */
class NetworkTest {

  private static final String NAME = "app.kubernetes.io/name";

  private static final Map<String, Map<String, String>> PODS =
      Map.ofEntries(
          service("warehouse"),
          service("sales"),
          service("accounting"),
          service("query-api"),
          Map.entry("registry", Map.of(NAME, "registry")),
          Map.entry("register-schemas", Map.of(NAME, "register-schemas")),
          Map.entry("gateway", Map.of("gateway.networking.k8s.io/gateway-name", "small-business")),
          Map.entry(
              "kafka", Map.of("strimzi.io/cluster", "events", "strimzi.io/broker-role", "true")),
          database("warehouse"),
          database("sales"),
          database("accounting"),
          database("query"),
          database("registry"));

  /** All connections of the architecture. */
  private static final Set<String> CONNECTIONS =
      Set.of(
          "gateway -> warehouse :8080",
          "gateway -> sales :8080",
          "gateway -> accounting :8080",
          "gateway -> query-api :8080",
          "warehouse -> warehouse-db :5432",
          "sales -> sales-db :5432",
          "accounting -> accounting-db :5432",
          "query-api -> query-db :5432",
          "registry -> registry-db :5432",
          "warehouse -> registry :8080",
          "sales -> registry :8080",
          "accounting -> registry :8080",
          "query-api -> registry :8080",
          "query-api -> warehouse :8080",
          "query-api -> sales :8080",
          "query-api -> accounting :8080",
          "register-schemas -> registry :8080");

  @Test
  void allowed_connections_are_those_of_the_architecture() {
    List<String> allowed = new ArrayList<>();
    for (String from : PODS.keySet()) {
      for (String to : PODS.keySet()) {
        for (int port : List.of(80, 5432, 8080, 9000, 9093)) {
          if (!from.equals(to)
              && !to.equals("kafka")
              && allows("Egress", "to", from, to, port)
              && allows("Ingress", "from", to, from, port)) {
            allowed.add(from + " -> " + to + " :" + port);
          }
        }
      }
    }

    assertThat(allowed).containsExactlyInAnyOrderElementsOf(CONNECTIONS);
  }

  /** Kafka's operator creates the broker's network policy from the listener's peers. */
  @ParameterizedTest
  @CsvSource({
    "warehouse, true",
    "sales, true",
    "accounting, true",
    "query-api, true",
    "gateway, false",
    "registry, false",
    "register-schemas, false"
  })
  void only_services_reach_kafka(String from, boolean may) {
    JsonNode peer =
        Overlay.PRODUCTION
            .all("Kafka")
            .getFirst()
            .at("/spec/kafka/listeners/0/networkPolicyPeers/0");

    assertThat(allows("Egress", "to", from, "kafka", 9093)).isEqualTo(may);
    assertThat(matches(peer.path("podSelector"), from)).isEqualTo(may);
  }

  @Test
  void other_connections_are_denied() {
    JsonNode all =
        policies().stream()
            .filter(policy -> Overlay.name(policy).equals("default-deny"))
            .findFirst()
            .orElseThrow();

    assertThat(all.at("/spec/podSelector")).isEqualTo(new ObjectNode(null));
    assertThat(all.at("/spec/policyTypes"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(all.path("spec").has("ingress") || all.path("spec").has("egress")).isFalse();
  }

  /** Whether a policy of pod {@code subject} allows a connection with pod {@code peer}. */
  private static boolean allows(String type, String side, String subject, String peer, int port) {
    return policies().stream()
        .filter(policy -> matches(policy.at("/spec/podSelector"), subject))
        .flatMap(policy -> policy.at("/spec/" + type.toLowerCase(Locale.ROOT)).valueStream())
        .filter(rule -> covers(rule.path("ports"), port))
        .anyMatch(
            rule ->
                !rule.path(side).isMissingNode()
                    && rule.path(side)
                        .valueStream()
                        .filter(one -> !one.has("namespaceSelector"))
                        .anyMatch(one -> matches(one.path("podSelector"), peer)));
  }

  private static boolean covers(JsonNode ports, int port) {
    return ports
        .valueStream()
        .anyMatch(
            one -> {
              int first = one.path("port").asInt();
              return first <= port && port <= one.path("endPort").asInt(first);
            });
  }

  private static boolean matches(JsonNode selector, String pod) {
    Map<String, String> labels = PODS.getOrDefault(pod, Map.of());
    return selector.path("matchLabels").properties().stream()
            .allMatch(one -> one.getValue().asText().equals(labels.get(one.getKey())))
        && selector.path("matchExpressions").valueStream().allMatch(one -> fulfils(labels, one));
  }

  private static boolean fulfils(Map<String, String> labels, JsonNode expression) {
    String key = expression.path("key").asText();
    return switch (expression.path("operator").asText()) {
      case "Exists" -> labels.containsKey(key);
      case "In" ->
          expression
              .path("values")
              .valueStream()
              .anyMatch(value -> value.asText().equals(labels.get(key)));
      default -> throw new IllegalArgumentException("Unknown operator: " + expression);
    };
  }

  private static List<JsonNode> policies() {
    return Overlay.PRODUCTION.all("NetworkPolicy");
  }

  private static Map.Entry<String, Map<String, String>> service(String name) {
    return Map.entry(name, Map.of(NAME, name, "app.kubernetes.io/component", "service"));
  }

  private static Map.Entry<String, Map<String, String>> database(String name) {
    return Map.entry(name + "-db", Map.of("cnpg.io/cluster", name + "-db"));
  }
}
