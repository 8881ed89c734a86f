package smallbusiness.messaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a library, as its README documents them and as its
 * {@code @ConfigurationProperties} records declare them. Both map a property's name to its default;
 * tests compare the two.
 */
public final class SettingsTable {

  /** The default of a property without one. */
  private static final String NONE = "none";

  /** Tests run in their module's folder. */
  private static final Path README = Path.of("README.md");

  private static final Path CLASSES = Path.of("target/classes");

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z.-]+)` \\| (?:`(.+?)`|none) \\| .+ \\|");

  private SettingsTable() {}

  /** The rows of the README's settings table. */
  public static Map<String, String> inReadme() {
    Map<String, String> settings = new TreeMap<>();
    try (Stream<String> lines = Files.lines(README)) {
      lines
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .forEach(row -> settings.put(row.group(1), row.group(2) == null ? NONE : row.group(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  /** The components of all {@code *Properties} records of the module's main code. */
  public static Map<String, String> inCode() {
    Map<String, String> settings = new TreeMap<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      files
          .filter(file -> file.toString().endsWith("Properties.class"))
          .map(SettingsTable::load)
          .forEach(type -> addAll(type, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static Class<?> load(Path file) {
    String path = CLASSES.relativize(file).toString();
    try {
      return Class.forName(path.replace(".class", "").replace('/', '.'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addAll(Class<?> type, Map<String, String> settings) {
    String prefix = type.getAnnotation(ConfigurationProperties.class).value();
    for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
      settings.put(prefix + "." + kebabCase(parameter.getName()), defaultOf(parameter));
    }
  }

  private static String kebabCase(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String defaultOf(AnnotatedElement parameter) {
    DefaultValue value = parameter.getAnnotation(DefaultValue.class);
    return value == null ? NONE : String.join(",", Arrays.asList(value.value()));
  }
}
