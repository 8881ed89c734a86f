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

class IdentifiersTest {

  @TempDir Path folder;

  private Path file = Path.of("ids.csv");

  @BeforeEach
  void place() {
    file = folder.resolve("ids.csv");
  }

  @Test
  void what_was_added_is_found_by_the_next_load() throws IOException {
    UUID dataSet;
    try (Identifiers first = Identifiers.open(file)) {
      dataSet = first.dataSet();
      first.add("item", "a, \"quoted\" ref", 17);
    }

    try (Identifiers second = Identifiers.open(file)) {
      assertThat(second.of("item", "a, \"quoted\" ref")).contains(17L);
      assertThat(second.of("order", "a, \"quoted\" ref")).isEmpty();
      assertThat(second.dataSet()).isEqualTo(dataSet);
    }
  }

  @Test
  void half_a_line_left_by_a_killed_load_is_forgotten() throws IOException {
    try (Identifiers first = Identifiers.open(file)) {
      first.add("order", "1", 10);
    }
    Files.writeString(file, "order,2,12", StandardOpenOption.APPEND);

    try (Identifiers second = Identifiers.open(file)) {
      assertThat(second.of("order", "1")).contains(10L);
      assertThat(second.of("order", "2")).isEmpty();
      second.add("order", "2", 1234);
    }
    try (Identifiers third = Identifiers.open(file)) {
      assertThat(third.of("order", "2")).contains(1234L);
    }
  }

  @Test
  void a_file_of_another_kind_is_not_taken_for_a_map() throws IOException {
    Files.writeString(file, "kind,ref,id\nitem,1,1\n");

    assertThatThrownBy(() -> Identifiers.open(file)).isInstanceOf(LoadStoppedException.class);
  }
}
