package smallbusiness.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Knows which environment variables a service reads: those that stand for a property in the
 * configuration metadata of Spring Boot, springdoc and our own records, which query-api has in its
 * build.
 */
final class SettingsThatAreRead {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SettingsThatAreRead SETTINGS = new SettingsThatAreRead();

  private final List<String> variables = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  private SettingsThatAreRead() {
    try {
      for (URL metadata : Collections.list(getClass().getClassLoader().getResources(METADATA))) {
        remember(JSON.readTree(metadata));
      }
      remember(JSON.readTree(Repository.text("query-api/target/classes/" + METADATA)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether some service would notice the environment variable. */
  static boolean reads(String variable) {
    return SETTINGS.variables.contains(variable)
        || SETTINGS.prefixes.stream().anyMatch(variable::startsWith);
  }

  private void remember(JsonNode metadata) {
    metadata.path("properties").forEach(this::rememberProperty);
  }

  private void rememberProperty(JsonNode property) {
    String name = property.path("name").asText().replace('.', '_').toUpperCase(Locale.ROOT);
    // Spring reads a dash of a property's name left out, and for old habit's sake as an underscore.
    List<String> spellings = List.of(name.replace("-", ""), name.replace('-', '_'));
    variables.addAll(spellings);
    String type = property.path("type").asText();
    if (type.startsWith("java.util.Map") || type.contains("List<") || type.contains("Set<")) {
      spellings.forEach(spelling -> prefixes.add(spelling + "_"));
    }
  }
}
