package smallbusiness.local.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

  @TempDir Path folder;

  private final List<CsvRow> rows = new ArrayList<>();
  private final List<BadRowException> bad = new ArrayList<>();

  @Test
  void rows_know_the_line_on_which_they_begin() throws IOException {
    read("ref,name\n1,plain\n2,\"two\nlines\"\n3,last\n");

    assertThat(rows).extracting(CsvRow::line).containsExactly(2L, 3L, 5L);
    assertThat(rows.get(1).text("name")).isEqualTo("two\nlines");
    assertThat(bad).isEmpty();
  }

  @Test
  void a_byte_order_mark_and_another_column_order_are_accepted() throws IOException {
    read("\uFEFFname,ref\r\nTaquería,7\r\n");

    assertThat(rows).singleElement().extracting(row -> row.text("ref")).isEqualTo("7");
  }

  @Test
  void a_row_with_too_few_cells_is_reported_and_the_rest_is_read() throws IOException {
    read("ref,name\n1\n2,good\n");

    assertThat(bad).singleElement().asString().contains("t.csv:2: ");
    assertThat(rows).singleElement().extracting(row -> row.text("ref")).isEqualTo("2");
  }

  @Test
  void a_missing_column_is_reported_by_name() throws IOException {
    read("ref;name\n1;x\n");

    assertThat(bad).singleElement().asString().contains("ref");
  }

  @Test
  void a_file_in_another_encoding_is_reported() throws IOException {
    Files.write(folder.resolve("t.csv"), "ref,name\n1,Taquería\n".getBytes(ISO_8859_1));
    readFile();

    assertThat(rows).isEmpty();
    assertThat(bad).singleElement().asString().contains("UTF-8");
  }

  @Test
  void a_missing_file_has_no_rows() {
    readFile();

    assertThat(rows).isEmpty();
    assertThat(bad).isEmpty();
  }

  private void read(String content) throws IOException {
    Files.writeString(folder.resolve("t.csv"), content);
    readFile();
  }

  private void readFile() {
    new CsvFile(folder.resolve("t.csv"), List.of("ref", "name")).read(rows::add, bad::add);
  }
}
