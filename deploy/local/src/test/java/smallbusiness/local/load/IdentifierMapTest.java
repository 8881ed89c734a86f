package smallbusiness.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifierMapTest {

  @TempDir Path folder;

  private Path file = Path.of("ids.csv");

  @BeforeEach
  void place() {
    file = folder.resolve("ids.csv");
  }

  @Test
  void the_next_load_finds_what_was_added() throws IOException {
    UUID dataSet;
    try (IdentifierMap first = IdentifierMap.open(file)) {
      dataSet = first.dataSet();
      first.add("item", "a, \"quoted\" ref", 17);
    }

    try (IdentifierMap second = IdentifierMap.open(file)) {
      assertThat(second.find("item", "a, \"quoted\" ref")).contains(17L);
      assertThat(second.find("order", "a, \"quoted\" ref")).isEmpty();
      assertThat(second.dataSet()).isEqualTo(dataSet);
    }
  }

  @Test
  void an_incomplete_line_of_a_killed_load_is_dropped() throws IOException {
    try (IdentifierMap first = IdentifierMap.open(file)) {
      first.add("order", "1", 10);
    }
    Files.writeString(file, "order,2,12", StandardOpenOption.APPEND);

    try (IdentifierMap second = IdentifierMap.open(file)) {
      assertThat(second.find("order", "1")).contains(10L);
      assertThat(second.find("order", "2")).isEmpty();
      second.add("order", "2", 1234);
    }
    try (IdentifierMap third = IdentifierMap.open(file)) {
      assertThat(third.find("order", "2")).contains(1234L);
    }
  }

  @Test
  void a_file_that_is_not_an_identifier_map_is_rejected() throws IOException {
    Files.writeString(file, "kind,ref,id\nitem,1,1\n");

    assertThatThrownBy(() -> IdentifierMap.open(file)).isInstanceOf(LoadStoppedException.class);
  }
}
