package smallbusiness.query.reading;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the shared reads of each kind of resource. */
@Component
@EnableConfigurationProperties(ReadingProperties.class)
public class Reading {

  private final JdbcClient jdbc;
  private final ReadingProperties properties;

  Reading(JdbcClient jdbc, ReadingProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /**
   * Shared reads of rows by number.
   *
   * @param sql reads columns {@code id} and {@code state} among others, of {@code any(:ids)}
   * @param mapper makes rows that cannot be changed, for many readers get the same one
   */
  public <V> SharedReads<Long, V> byNumber(String sql, RowMapper<V> mapper) {
    return from(numbers -> NumberedRows.read(jdbc.sql(sql), numbers, mapper));
  }

  /** Shared reads from a source. */
  public <K, V> SharedReads<K, V> from(Source<K, V> source) {
    return new SharedReads<>(source, this::state, properties.rememberedRows());
  }

  private String state() {
    return jdbc.sql("select " + Source.STATE).query(String.class).single();
  }
}
