package smallbusiness.query.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import smallbusiness.messaging.testing.TestPostgres;

/** What is remembered is what the database would answer, whoever writes to it. */
class MemoryIT {

  private final AtomicInteger questions = new AtomicInteger();
  private SingleConnectionDataSource reader;
  private SingleConnectionDataSource writer;
  private JdbcClient jdbc;
  private DatabaseState state;
  private Memory<Long, String> memory;

  @BeforeEach
  void table() throws SQLException {
    TestPostgres.Database database = TestPostgres.freshDatabase("remembered");
    reader = connect(database);
    writer = connect(database);
    jdbc = JdbcClient.create(writer);
    jdbc.sql("create table thing (id bigint primary key, name text)").update();
    jdbc.sql("insert into thing values (1, 'one'), (2, 'two')").update();
    begin(Duration.ZERO);
  }

  private void begin(Duration tolerance) {
    JdbcClient reading = JdbcClient.create(reader);
    state =
        new DatabaseState(
            () -> reading.sql("select " + Source.STATE).query(String.class).single(),
            tolerance,
            System::nanoTime);
    Source<Long, String> source =
        ids ->
            NumberedRows.read(
                reading.sql(
                    "select %s as state, id, name from thing where id = any(:ids)"
                        .formatted(Source.STATE)),
                ids,
                (row, index) -> row.getString("name"));
    memory =
        new Memory<>(
            ids -> {
              questions.incrementAndGet();
              return source.read(ids);
            },
            state,
            2);
  }

  /** As readers do: from memory, or else from the table. */
  private Map<Long, String> read(Long... ids) {
    Map<Long, String> rows = new HashMap<>();
    for (Long id : ids) {
      String remembered = memory.find(id);
      rows.putAll(remembered == null ? memory.read(Set.of(id)) : Map.of(id, remembered));
    }
    return rows;
  }

  private static SingleConnectionDataSource connect(TestPostgres.Database database) {
    return new SingleConnectionDataSource(
        database.url(), database.username(), database.username(), true);
  }

  @AfterEach
  void close() {
    reader.destroy();
    writer.destroy();
  }

  @Test
  void an_unchanged_row_is_read_once() {
    // Others on the server may write between two reads, which only makes the memory careful.
    int before = questions.get();
    for (int i = 0; i < 100; i++) {
      assertThat(read(1L)).isEqualTo(Map.of(1L, "one"));
    }

    assertThat(questions.get() - before).isLessThan(100);
  }

  @Test
  void a_changed_row_is_seen_at_once() {
    for (int i = 0; i < 100; i++) {
      assertThat(read(1L)).isEqualTo(Map.of(1L, i == 0 ? "one" : "name " + i));
      jdbc.sql("update thing set name = ? where id = 1").param("name " + (i + 1)).update();
    }
  }

  @Test
  void a_change_is_seen_when_it_is_committed_and_not_before() throws SQLException {
    Connection connection = writer.getConnection();
    connection.setAutoCommit(false);
    read(1L, 2L);
    jdbc.sql("update thing set name = 'new' where id = 1").update();
    assertThat(read(1L, 2L)).containsEntry(1L, "one");

    connection.commit();

    assertThat(read(1L, 2L)).isEqualTo(Map.of(1L, "new", 2L, "two"));
  }

  @Test
  void within_the_tolerance_a_change_may_not_be_seen_but_for_who_was_told_of_it() {
    begin(Duration.ofHours(1));
    read(1L);
    jdbc.sql("update thing set name = 'new' where id = 1").update();
    assertThat(read(1L)).containsEntry(1L, "one");

    state.advance();

    assertThat(read(1L)).containsEntry(1L, "new");
  }

  @Test
  void a_removed_row_is_gone_and_a_new_one_there() {
    read(1L, 3L);

    jdbc.sql("delete from thing where id = 1").update();
    jdbc.sql("insert into thing values (3, 'three')").update();

    assertThat(read(1L, 3L)).isEqualTo(Map.of(3L, "three"));
  }

  @Test
  void no_more_is_remembered_than_allowed() {
    jdbc.sql("insert into thing select n, 'more' from generate_series(3, 10) n").update();

    for (long id = 1; id <= 10; id++) {
      read(id);
    }

    assertThat(memory.size()).isLessThanOrEqualTo(2);
  }
}
