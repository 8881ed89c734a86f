package smallbusiness.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The read side has no libraries of the write side. */
class ClassPathTest {

  @ParameterizedTest
  @CsvSource({
    "io/debezium/, false",
    "org/apache/kafka/connect/, false",
    "jakarta/persistence/, false",
    "org/hibernate/Session.class, false",
    "org/apache/kafka/clients/consumer/, true",
  })
  void the_class_path_has_neither_relay_nor_object_mapping(String prefix, boolean present)
      throws IOException {
    List<String> found = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(entry))) {
        try (JarFile jar = new JarFile(entry)) {
          jar.stream().map(JarEntry::getName).filter(n -> n.startsWith(prefix)).forEach(found::add);
        }
      }
    }

    assertThat(found.isEmpty()).as("%s in %s", prefix, found).isNotEqualTo(present);
  }
}
