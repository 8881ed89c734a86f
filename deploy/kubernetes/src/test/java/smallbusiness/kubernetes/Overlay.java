package smallbusiness.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The documents that {@code kubectl kustomize} builds. Tests are skipped without kubectl. */
enum Overlay {
  LOCAL,
  PRODUCTION,
  CANARY;

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Map<Overlay, List<JsonNode>> BUILT = new ConcurrentHashMap<>();

  List<JsonNode> documents() {
    assumeTrue(hasKubectl(), "skipped: kubectl is not on the path");
    return BUILT.computeIfAbsent(this, Overlay::build);
  }

  /** The documents of the given kind, at least one. */
  List<JsonNode> all(String kind) {
    List<JsonNode> found =
        documents().stream().filter(document -> kind.equals(kind(document))).toList();
    if (found.isEmpty()) {
      throw new AssertionError(this + " has no " + kind);
    }
    return found;
  }

  /** The pod templates of all Deployments and Jobs, with their metadata. */
  Stream<JsonNode> podTemplates() {
    return documents().stream()
        .filter(document -> kind(document).equals("Deployment") || kind(document).equals("Job"))
        .map(document -> document.at("/spec/template"));
  }

  static String kind(JsonNode document) {
    return document.path("kind").asText();
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  private List<JsonNode> build() {
    String folder = "overlays/" + name().toLowerCase(Locale.ROOT);
    try {
      Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder).start();
      byte[] output = kubectl.getInputStream().readAllBytes();
      String errors = new String(kubectl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError("kubectl kustomize " + folder + " failed: " + errors);
      }
      return YAML.readerFor(JsonNode.class).<JsonNode>readValues(output).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasKubectl() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> new File(folder, "kubectl").canExecute());
  }
}
