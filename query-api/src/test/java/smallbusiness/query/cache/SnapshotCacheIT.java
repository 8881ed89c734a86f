package smallbusiness.query.cache;

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

/** A cached row is what the database would return, whichever replica writes. */
class SnapshotCacheIT {

  private final AtomicInteger queries = new AtomicInteger();
  private SingleConnectionDataSource reader;
  private SingleConnectionDataSource writer;
  private JdbcClient jdbc;
  private SnapshotTracker snapshots;
  private SnapshotCache<Long, String> cache;

  @BeforeEach
  void table() throws SQLException {
    TestPostgres.Database database = TestPostgres.freshDatabase("cached");
    reader = connect(database);
    writer = connect(database);
    jdbc = JdbcClient.create(writer);
    jdbc.sql("create table thing (id bigint primary key, name text)").update();
    jdbc.sql("insert into thing values (1, 'one'), (2, 'two')").update();
    begin(Duration.ZERO);
  }

  private void begin(Duration tolerance) {
    JdbcClient reading = JdbcClient.create(reader);
    snapshots =
        new SnapshotTracker(
            () -> reading.sql("select " + RowSource.SNAPSHOT).query(String.class).single(),
            tolerance,
            System::nanoTime);
    RowSource<Long, String> source =
        ids ->
            ReadCaches.readByIds(
                reading.sql(
                    "select %s as snapshot, id, name from thing where id = any(:ids)"
                        .formatted(RowSource.SNAPSHOT)),
                ids,
                (row, index) -> row.getString("name"));
    cache =
        new SnapshotCache<>(
            ids -> {
              queries.incrementAndGet();
              return source.read(ids);
            },
            snapshots,
            2);
  }

  /** Reads as a reader does: from the cache, else from the table. */
  private Map<Long, String> read(Long... ids) {
    Map<Long, String> rows = new HashMap<>();
    for (Long id : ids) {
      String cached = cache.find(id);
      rows.putAll(cached == null ? cache.read(Set.of(id)) : Map.of(id, cached));
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
    // Other writes on the server between two reads only empty the cache.
    int before = queries.get();
    for (int i = 0; i < 100; i++) {
      assertThat(read(1L)).isEqualTo(Map.of(1L, "one"));
    }

    assertThat(queries.get() - before).isLessThan(100);
  }

  @Test
  void a_changed_row_is_read_again_immediately() {
    for (int i = 0; i < 100; i++) {
      assertThat(read(1L)).isEqualTo(Map.of(1L, i == 0 ? "one" : "name " + i));
      jdbc.sql("update thing set name = ? where id = 1").param("name " + (i + 1)).update();
    }
  }

  @Test
  void a_change_becomes_visible_when_it_is_committed() throws SQLException {
    Connection connection = writer.getConnection();
    connection.setAutoCommit(false);
    read(1L, 2L);
    jdbc.sql("update thing set name = 'new' where id = 1").update();
    assertThat(read(1L, 2L)).containsEntry(1L, "one");

    connection.commit();

    assertThat(read(1L, 2L)).isEqualTo(Map.of(1L, "new", 2L, "two"));
  }

  @Test
  void within_the_tolerance_a_change_may_be_missing_until_older_snapshots_expire() {
    begin(Duration.ofHours(1));
    read(1L);
    jdbc.sql("update thing set name = 'new' where id = 1").update();
    assertThat(read(1L)).containsEntry(1L, "one");

    snapshots.expireOlder();

    assertThat(read(1L)).containsEntry(1L, "new");
  }

  @Test
  void a_removed_row_disappears_and_a_new_one_appears() {
    read(1L, 3L);

    jdbc.sql("delete from thing where id = 1").update();
    jdbc.sql("insert into thing values (3, 'three')").update();

    assertThat(read(1L, 3L)).isEqualTo(Map.of(3L, "three"));
  }

  @Test
  void no_more_rows_are_cached_than_allowed() {
    jdbc.sql("insert into thing select n, 'more' from generate_series(3, 10) n").update();

    for (long id = 1; id <= 10; id++) {
      read(id);
    }

    assertThat(cache.size()).isLessThanOrEqualTo(2);
  }
}
