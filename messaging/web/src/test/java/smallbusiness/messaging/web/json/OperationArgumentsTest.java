package smallbusiness.messaging.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** The arguments of actuator operations, read by the strict mapper. */
class OperationArgumentsTest {

  private static final TypeReference<Map<String, String>> ARGUMENTS = new TypeReference<>() {};

  private final JsonMapper json = strict();

  @Test
  void arguments_of_any_json_type_are_read_as_text() {
    assertThat(json.readValue("{\"paused\": true, \"id\": 7, \"by\": \"Ada\"}", ARGUMENTS))
        .isEqualTo(Map.of("paused", "true", "id", "7", "by", "Ada"));
  }

  @Test
  void an_argument_must_be_a_single_value() {
    assertThatExceptionOfType(DatabindException.class)
        .isThrownBy(() -> json.readValue("{\"paused\": [true]}", ARGUMENTS));
  }

  @Test
  void other_strings_are_still_read_strictly() {
    record Shelf(String label) {}

    assertThatExceptionOfType(DatabindException.class)
        .isThrownBy(() -> json.readValue("{\"label\": true}", Shelf.class));
  }

  private static JsonMapper strict() {
    JsonMapper.Builder builder = JsonMapper.builder();
    StrictJson.customize(builder);
    return builder.build();
  }
}
