package smallbusiness.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Other descriptors of this repository that have to agree with the overlays. */
final class Repository {

  private static final Path ROOT = Path.of("../..");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Repository() {}

  /** The text of a file, its path given from the root of the repository. */
  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The compose file, its anchors and merges resolved, its variables left as they are. */
  static JsonNode compose() {
    Map<String, Object> merged =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(text("deploy/compose/compose.yaml"));
    return JSON.convertValue(merged, JsonNode.class);
  }
}
