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
 * The environment variables that a service reads: those of the properties in the configuration
 * metadata of Spring Boot, springdoc and this project's own records.
 */
final class KnownSettings {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KnownSettings SETTINGS = new KnownSettings();

  private final List<String> variables = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  private KnownSettings() {
    try {
      for (URL metadata : Collections.list(getClass().getClassLoader().getResources(METADATA))) {
        addAll(JSON.readTree(metadata));
      }
      addAll(JSON.readTree(Repository.text("query-api/target/classes/" + METADATA)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether a service reads the environment variable. */
  static boolean contains(String variable) {
    return SETTINGS.variables.contains(variable)
        || SETTINGS.prefixes.stream().anyMatch(variable::startsWith);
  }

  private void addAll(JsonNode metadata) {
    metadata.path("properties").forEach(this::addProperty);
  }

  private void addProperty(JsonNode property) {
    String name = property.path("name").asText().replace('.', '_').toUpperCase(Locale.ROOT);
    // Spring accepts a dash of a property's name as nothing or, for compatibility, as an
    // underscore.
    List<String> spellings = List.of(name.replace("-", ""), name.replace('-', '_'));
    variables.addAll(spellings);
    String type = property.path("type").asText();
    if (type.startsWith("java.util.Map") || type.contains("List<") || type.contains("Set<")) {
      spellings.forEach(spelling -> prefixes.add(spelling + "_"));
    }
  }
}
