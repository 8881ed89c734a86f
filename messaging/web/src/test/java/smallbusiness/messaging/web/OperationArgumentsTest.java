package smallbusiness.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** What operators send to actuator, by the mapper that is strict with everybody else. */
class OperationArgumentsTest {

  private static final TypeReference<Map<String, String>> ARGUMENTS = new TypeReference<>() {};

  private final JsonMapper json = strict();

  @Test
  void arguments_come_in_as_text_whatever_they_are_in_json() {
    assertThat(json.readValue("{\"paused\": true, \"id\": 7, \"by\": \"Ada\"}", ARGUMENTS))
        .isEqualTo(Map.of("paused", "true", "id", "7", "by", "Ada"));
  }

  @Test
  void an_argument_is_one_value() {
    assertThatExceptionOfType(DatabindException.class)
        .isThrownBy(() -> json.readValue("{\"paused\": [true]}", ARGUMENTS));
  }

  @Test
  void everybody_elses_texts_are_still_texts() {
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
