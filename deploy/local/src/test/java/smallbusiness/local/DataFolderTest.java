package smallbusiness.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path temporary;

  @Test
  void a_folder_with_other_things_in_it_is_refused_and_left_alone() throws IOException {
    Path letter = Files.writeString(temporary.resolve("letter.txt"), "Dear all");

    assertThatThrownBy(() -> DataFolder.open(temporary))
        .isInstanceOf(StartupProblem.class)
        .hasMessageContaining("holds other things");
    assertThat(letter).hasContent("Dear all");
  }

  @Test
  void emptying_deletes_our_things_alone_and_makes_it_another_system() throws IOException {
    DataFolder folder = DataFolder.open(temporary.resolve("data"));
    String before = folder.systemId();
    Path database = Files.createDirectories(folder.postgres()).resolve("PG_VERSION");
    Files.writeString(database, "17");
    Path note = Files.writeString(folder.root().resolve("note.txt"), "mine");

    folder.empty();

    assertThat(database).doesNotExist();
    assertThat(note).exists();
    assertThat(folder.systemId()).isNotEqualTo(before);
  }

  @Test
  void a_file_where_the_folder_should_be_is_told_in_one_line() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(StartupProblem.class)
        .message()
        .hasLineCount(1)
        .contains("Cannot write to the data folder");
  }
}
