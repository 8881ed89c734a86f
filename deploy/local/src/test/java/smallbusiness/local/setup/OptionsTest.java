package smallbusiness.local.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.local.terminal.StartupException;

class OptionsTest {

  private static final Path DEFAULT_DATA = Path.of("/default");

  @Test
  void the_defaults_are_the_documented_ports_and_folder() {
    Options options = Options.parse(List.of(), Map.of(), DEFAULT_DATA);

    assertThat(options.data()).isEqualTo(DEFAULT_DATA);
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
  void a_port_on_the_command_line_overrides_the_environment() {
    Map<String, String> environment =
        Map.of("SMALL_BUSINESS_QUERY_API_PORT", "9001", "SMALL_BUSINESS_SALES_PORT", "9002");

    Options options = Options.parse(List.of("--port", "query-api=9003"), environment, DEFAULT_DATA);

    assertThat(options.port(Port.QUERY_API)).isEqualTo(9003);
    assertThat(options.port(Port.SALES)).isEqualTo(9002);
  }

  @Test
  void the_help_lists_every_port_with_its_default() throws IOException {
    String help = IOUtils.resourceToString("/smallbusiness/local/run-help.txt", UTF_8);

    for (Port port : Port.values()) {
      assertThat(help).contains(port.label() + " (" + port.defaultNumber() + ")");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--demos", "--data", "--port", "--port sales", "--port x=1", "--port sales=0"})
  void an_invalid_argument_is_rejected_in_one_line(String line) {
    List<String> arguments = List.of(line.split(" ", -1));

    assertThatThrownBy(() -> Options.parse(arguments, Map.of(), DEFAULT_DATA))
        .isInstanceOf(StartupException.class)
        .message()
        .hasLineCount(1);
  }
}
