package smallbusiness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelsTest {

  @ParameterizedTest
  @EnumSource
  void every_document_matches_its_published_model(Overlay overlay) {
    List<JsonNode> documents = overlay.documents();

    assertThat(documents)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            document ->
                assertThatCode(() -> StrictModels.parse(document))
                    .as("%s %s", Overlay.kind(document), Overlay.name(document))
                    .doesNotThrowAnyException());
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, /spec/template/spec/containers/0",
    "Deployment, /spec/template/spec/containers/0/readinessProbe/httpGet",
    "NetworkPolicy, /spec",
    "HTTPRoute, /spec/rules/0",
    "Kafka, /spec/kafka",
    "KafkaUser, /spec/authorization",
    "Cluster, /spec/postgresql"
  })
  void a_misspelt_field_is_rejected(String kind, String place) {
    JsonNode document = Overlay.PRODUCTION.all(kind).getFirst().deepCopy();
    ((ObjectNode) document.at(place)).put("misspelt", true);

    assertThatThrownBy(() -> StrictModels.parse(document))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("misspelt");
  }

  @Test
  void a_value_of_the_wrong_type_is_rejected() {
    JsonNode document = Overlay.PRODUCTION.all("HorizontalPodAutoscaler").getFirst().deepCopy();
    ((ObjectNode) document.path("spec")).put("maxReplicas", "many");

    assertThatThrownBy(() -> StrictModels.parse(document)).hasMessageContaining("maxReplicas");
  }
}
