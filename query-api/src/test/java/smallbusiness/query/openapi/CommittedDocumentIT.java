package smallbusiness.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code docs/openapi.json} matches the code. */
@QueryApiTest
class CommittedDocumentIT {

  /** Run the test with {@code -Dopenapi.write=true} to regenerate the document. */
  private static final boolean WRITE = Boolean.getBoolean("openapi.write");

  private static final Path COMMITTED = Path.of("../docs/openapi.json");

  @LocalServerPort int port;

  @Test
  void the_committed_document_is_the_generated_one() throws IOException {
    JsonMapper json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    ObjectNode made = (ObjectNode) new Api(port).json("/v3/api-docs");
    made.remove("servers");
    String text = json.writeValueAsString(json.treeToValue(made, Object.class)) + "\n";
    if (WRITE) {
      Files.writeString(COMMITTED, text);
    }

    assertThat(Files.readString(COMMITTED)).isEqualTo(text);
  }
}
