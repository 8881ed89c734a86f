package smallbusiness.messaging.relay.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayPositionTest {

  private static final RelayPosition POSITION =
      new RelayPosition(
          UUID.fromString("5b0f6f39-62b0-4a3c-9d62-7a0a6e4a51aa"),
          0x1_0000_00FFL,
          7,
          3,
          0x1_0000_0100L,
          UUID.fromString("0190f6a3-0000-7000-8000-000000000001"),
          42);

  @Test
  void a_position_survives_being_stored() {
    assertThat(RelayPosition.fromJson(POSITION.toJson())).isEqualTo(POSITION);
    assertThat(POSITION)
        .hasToString(
            """
            {"format":3,"epoch":"5b0f6f39-62b0-4a3c-9d62-7a0a6e4a51aa","floor":"1/FF",\
            "transaction":7,"index":3,"lsn":"1/100",\
            "eventId":"0190f6a3-0000-7000-8000-000000000001","highest":42}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "format, '\"format\":3,', '\"format\":2,'",
        "no format, '\"format\":3,', ''",
        "LSN, 1/FF, 1FF",
        "LSN, 1/FF, 1/XY",
        "transaction, '\"transaction\":7', '\"transaction\":null'",
        "epoch, 5b0f6f39, x",
        "unknown field, '\"highest\":42', '\"highest\":42,\"more\":1'",
        "end, '}', ''"
      })
  void a_position_in_another_format_is_ignored(String what, String part, String replacement) {
    String stored = POSITION.toString().replace(part, replacement);

    assertThat(RelayPosition.fromJson(stored.getBytes(UTF_8))).as(what).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "2 5b0f6f39-62b0-4a3c-9d62-7a0a6e4a51aa 0/64 8 0 0/65 x 1"})
  void a_text_that_is_not_json_is_ignored(String stored) {
    assertThat(RelayPosition.fromJson(stored.getBytes(UTF_8))).isNull();
  }
}
