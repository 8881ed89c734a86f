package smallbusiness.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  private static final Path STANDARD = Path.of("/standard");

  @Test
  void without_arguments_the_documented_ports_and_folder_are_used() {
    Options options = Options.parse(List.of(), Map.of(), STANDARD);

    assertThat(options.data()).isEqualTo(STANDARD);
    assertThat(options.demo()).isFalse();
    assertThat(options.fresh()).isFalse();
    assertThat(options.port(Port.SALES)).isEqualTo(8001);
    assertThat(options.port(Port.WAREHOUSE)).isEqualTo(8002);
    assertThat(options.port(Port.ACCOUNTING)).isEqualTo(8003);
    assertThat(options.port(Port.QUERY_API)).isEqualTo(8080);
    assertThat(options.port(Port.KAFKA)).isEqualTo(9092);
    assertThat(options.port(Port.REGISTRY)).isEqualTo(8081);
    assertThat(options.port(Port.POSTGRES)).isEqualTo(5433);
  }

  @Test
  void a_port_on_the_command_line_wins_over_one_in_the_environment() {
    Map<String, String> environment =
        Map.of("SMALL_BUSINESS_QUERY_API_PORT", "9001", "SMALL_BUSINESS_SALES_PORT", "9002");

    Options options = Options.parse(List.of("--port", "query-api=9003"), environment, STANDARD);

    assertThat(options.port(Port.QUERY_API)).isEqualTo(9003);
    assertThat(options.port(Port.SALES)).isEqualTo(9002);
  }

  @Test
  void the_usage_names_every_port_with_its_standard() {
    for (Port port : Port.values()) {
      assertThat(Options.USAGE).contains(port.label() + " (" + port.standard() + ")");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--demos", "--data", "--port", "--port sales", "--port x=1", "--port sales=0"})
  void what_is_not_understood_is_refused_in_one_line(String line) {
    List<String> arguments = List.of(line.split(" ", -1));

    assertThatThrownBy(() -> Options.parse(arguments, Map.of(), STANDARD))
        .isInstanceOf(StartupProblem.class)
        .message()
        .hasLineCount(1);
  }
}
