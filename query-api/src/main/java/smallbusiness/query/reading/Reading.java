package smallbusiness.query.reading;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
    return new SharedReads<>(
        keys -> source.read(keys).map(row -> Answer.of(row, json)),
        state,
        properties.rememberedRows());
  }
}
