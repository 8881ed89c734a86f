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

/** Files of this repository that must be consistent with the overlays. */
final class Repository {

  private static final Path ROOT = Path.of("../..");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Repository() {}

  /** Reads a file; its path is relative to the root of the repository. */
  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Compose file with resolved anchors and merges; variables are not replaced. */
  static JsonNode compose() {
    Map<String, Object> merged =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(text("deploy/compose/compose.yaml"));
    return JSON.convertValue(merged, JsonNode.class);
  }
}
