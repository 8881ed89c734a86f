package smallbusiness.query.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the shared reads of each kind of resource. */
@Component
@EnableConfigurationProperties(ReadingProperties.class)
public class Reading {

  private final JdbcClient jdbc;
  private final DatabaseState state;
  private final ReadingProperties properties;
  private final JsonMapper json;

  Reading(JdbcClient jdbc, DatabaseState state, ReadingProperties properties, JsonMapper json) {
    this.jdbc = jdbc;
    this.state = state;
    this.properties = properties;
    this.json = json;
  }

  /**
   * Shared reads of rows by number.
   *
   * @param sql reads columns {@code id} and {@code state} among others, of {@code any(:ids)}
   * @param mapper makes rows that cannot be changed, for many readers get the same one
   */
  public <V> SharedReads<Long, Answer<V>> byNumber(String sql, RowMapper<V> mapper) {
    return from(numbers -> NumberedRows.read(jdbc.sql(sql), numbers, mapper));
  }

  /** Shared reads from a source of rows that cannot be changed. */
  public <K, V> SharedReads<K, Answer<V>> from(Source<K, V> source) {
    return from(source, properties.rememberedRows());
  }

  /**
   * Shared reads of reports, which are computed from many rows.
   *
   * @param statement {@link #report} with its parameters
   * @param row a record
   */
  public <K, R> SharedReads<K, Answer<List<R>>> reports(
      Function<K, JdbcClient.StatementSpec> statement, Class<R> row) {
    RowMapper<R> mapper = DataClassRowMapper.newInstance(row);
    return from(
        Source.oneByOne(key -> read(key, statement.apply(key), mapper)),
        properties.rememberedReports());
  }

  /**
   * A report's statement: its rows, and the state of the database also when there is none.
   *
   * @param rows a query
   * @param order columns of it
   */
  public static String report(String rows, String order) {
    return """
        select now.state, report.*
        from (select %s as state) now
        left join (select true as present, row.* from (%s) row) report on true
        order by %s
        """
        .formatted(Source.STATE, rows, order);
  }

  private static <K, R> Source.Rows<K, List<R>> read(
      K key, JdbcClient.StatementSpec statement, RowMapper<R> mapper) {
    return statement.query(
        rows -> {
          String state = "";
          List<R> report = new ArrayList<>();
          while (rows.next()) {
            state = rows.getString("state");
            if (rows.getBoolean("present")) {
              report.add(mapper.mapRow(rows, report.size()));
            }
          }
          return new Source.Rows<>(state, Map.of(key, List.copyOf(report)));
        });
  }

  private <K, V> SharedReads<K, Answer<V>> from(Source<K, V> source, int most) {
    return new SharedReads<>(
        keys -> source.read(keys).map(row -> Answer.of(row, json)), state, most);
  }
}
