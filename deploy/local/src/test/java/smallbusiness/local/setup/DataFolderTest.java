package smallbusiness.local.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smallbusiness.local.terminal.StartupException;

class DataFolderTest {

  @TempDir Path temporary;

  @Test
  void a_folder_with_other_files_is_rejected_and_left_alone() throws IOException {
    Path letter = Files.writeString(temporary.resolve("letter.txt"), "Dear all");

    assertThatThrownBy(() -> DataFolder.open(temporary))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("contains other files");
    assertThat(letter).hasContent("Dear all");
  }

  @Test
  void clearing_deletes_only_own_files_and_changes_the_system_id() throws IOException {
    DataFolder folder = DataFolder.open(temporary.resolve("data"));
    String before = folder.systemId();
    Path database = Files.createDirectories(folder.folder("postgres")).resolve("PG_VERSION");
    Files.writeString(database, "17");
    Path note = Files.writeString(folder.root().resolve("note.txt"), "mine");

    folder.clear();

    assertThat(database).doesNotExist();
    assertThat(note).exists();
    assertThat(folder.systemId()).isNotEqualTo(before);
  }

  @Test
  void a_file_in_place_of_the_folder_is_reported_in_one_line() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(StartupException.class)
        .message()
        .hasLineCount(1)
        .contains("Cannot write to the data folder");
  }
}
