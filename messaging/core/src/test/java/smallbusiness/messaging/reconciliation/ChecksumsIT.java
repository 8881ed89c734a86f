package smallbusiness.messaging.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import smallbusiness.messaging.reconciliation.PublishedState.Field;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.schemas.Topic;

/** Checksums, rows and derived figures of a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksumsIT {

  private static final AggregateTable SHELF =
      new AggregateTable(
          Topic.WAREHOUSE_ITEM,
          "shelf",
          "id",
          "true",
          List.of(Field.text("name"), Field.text("note")),
          Map.of());

  private final TestPostgres.Database database = TestPostgres.freshDatabase("checksums");
  private final DriverManagerDataSource connections =
      new DriverManagerDataSource(database.url(), database.username(), database.username());
  private final JdbcClient jdbc = JdbcClient.create(connections);
  private final ChecksumsProperties properties =
      new ChecksumsProperties(2, 2, 3, Duration.ofSeconds(10));
  private final Checksums checksums =
      new Checksums(jdbc, new JdbcTransactionManager(connections), properties);

  @BeforeAll
  void create() {
    jdbc.sql(
            "create table shelf (id bigint primary key, version bigint not null, name text,"
                + " note text, pieces bigint)")
        .update();
  }

  @BeforeEach
  void empty() {
    jdbc.sql("truncate shelf").update();
  }

  @Test
  void a_checksum_is_sixty_bits_of_the_md5_of_the_row() throws Exception {
    add(7, 3, "Tea, green", null);
    String row = "(7,3,\"Tea, green\",)";
    String md5 =
        HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(row.getBytes(UTF_8)));

    assertThat(checksums.range(SHELF, 1, 10))
        .isEqualTo(
            new RangeChecksum(1, 10, 1, 3, new BigInteger(md5.substring(0, 15), 16).toString()));
  }

  @Test
  void null_and_empty_text_and_the_same_text_in_another_field_have_different_checksums() {
    List<String> hashes = new ArrayList<>();
    for (@Nullable String[] texts :
        new @Nullable String[][] {
          {"a", null}, {"a", ""}, {null, "a"}, {"", "a"}, {"a,", ""}, {"a", ","}
        }) {
      empty();
      add(1, 1, texts[0], texts[1]);
      hashes.add(checksums.range(SHELF, 1, 1).checksum());
    }

    assertThat(hashes).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void ranges_leave_no_gap_and_the_next_answer_begins_where_one_ends() {
    for (long id : new long[] {-5, 1, 2, 10, 11, 500, 501}) {
      add(id, 2, "name " + id, null);
    }

    RangeChecksums first = checksums.ranges(SHELF, Long.MIN_VALUE, Long.MAX_VALUE);
    RangeChecksums rest = checksums.ranges(SHELF, 11, Long.MAX_VALUE);

    assertThat(first.ranges())
        .extracting(
            RangeChecksum::from, RangeChecksum::to, RangeChecksum::rows, RangeChecksum::versions)
        .containsExactly(tuple(Long.MIN_VALUE, 1L, 2L, 4L), tuple(2L, 10L, 2L, 4L));
    assertThat(first.next()).isEqualTo(11);
    assertThat(rest.ranges())
        .extracting(
            RangeChecksum::from, RangeChecksum::to, RangeChecksum::rows, RangeChecksum::versions)
        .containsExactly(tuple(11L, 500L, 2L, 4L), tuple(501L, Long.MAX_VALUE, 1L, 2L));
    assertThat(rest.next()).isNull();
    for (RangeChecksum range : first.ranges()) {
      assertThat(checksums.range(SHELF, range.from(), range.to())).isEqualTo(range);
    }
  }

  @Test
  void an_empty_range_has_an_empty_checksum() {
    assertThat(checksums.ranges(SHELF, 1, 9))
        .isEqualTo(new RangeChecksums(List.of(new RangeChecksum(1, 9, 0, 0, "0")), null));
  }

  @Test
  void only_rows_that_meet_the_condition_are_returned_and_an_answer_names_the_next_row() {
    AggregateTable counted = SHELF.where("t.version > 0");
    add(1, 0, "does not count", null);
    for (long id = 2; id <= 6; id++) {
      add(id, 1, "name " + id, null);
    }

    AggregateRows first = checksums.rows(counted, 1, 100);

    assertThat(first.rows()).extracting(AggregateRow::id).containsExactly(2L, 3L, 4L);
    assertThat(first.next()).isEqualTo(5);
    assertThat(checksums.rows(counted, 5, 100).next()).isNull();
    assertThat(checksums.rows(counted, List.of(1L, 6L, 77L)).rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.id()).isEqualTo(6);
              assertThat(row.fields()).containsEntry("name", "name 6").containsEntry("note", null);
            });
  }

  @Test
  void a_slow_query_is_cancelled() {
    add(1, 1, "slow", null);
    var hasty =
        new Checksums(
            jdbc,
            new JdbcTransactionManager(connections),
            new ChecksumsProperties(2, 2, 3, Duration.ofMillis(50)));

    assertThatThrownBy(() -> hasty.rows(SHELF.with("note", "pg_sleep(60)"), 1, 1))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void a_wrong_figure_is_reported() {
    add(1, 1, "a", null);
    add(2, 1, "b", null);
    add(3, 1, "c", null);
    var figure =
        new DerivedFigure(
            "pieces",
            "Each shelf has as many pieces as its number",
            "select id, id as expected, pieces as actual from shelf");
    var figures = new DerivedFigures(jdbc, new JdbcTransactionManager(connections), properties);
    jdbc.sql("update shelf set pieces = id").update();

    assertThat(figures.check(figure).wrong()).isZero();
    assertThat(figures.check(figure).checked()).isEqualTo(3);
    jdbc.sql("update shelf set pieces = 9 where id = 2").update();
    jdbc.sql("update shelf set pieces = null where id = 3").update();

    FigureReport report = figures.check(figure);
    assertThat(report.wrong()).isEqualTo(2);
    assertThat(report.samples())
        .containsExactly(new FigureReport.Wrong(2, "2", "9"), new FigureReport.Wrong(3, "3", null));
  }

  private void add(long id, long version, @Nullable String name, @Nullable String note) {
    jdbc.sql("insert into shelf (id, version, name, note) values (:id, :version, :name, :note)")
        .param("id", id)
        .param("version", version)
        .param("name", name)
        .param("note", note)
        .update();
  }
}
