package smallbusiness.query.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.RecordMapper;
import tools.jackson.databind.json.JsonMapper;

/** Creates the cache of each kind of resource or report. */
@Component
@EnableConfigurationProperties(ReadCacheProperties.class)
public class ReadCaches {

  private final JdbcClient jdbc;
  private final SnapshotTracker snapshots;
  private final ReadCacheProperties properties;
  private final JsonMapper json;

  ReadCaches(
      JdbcClient jdbc, SnapshotTracker snapshots, ReadCacheProperties properties, JsonMapper json) {
    this.jdbc = jdbc;
    this.snapshots = snapshots;
    this.properties = properties;
    this.json = json;
  }

  /**
   * Caches rows by id.
   *
   * @param sql selects {@code id}, {@link RowSource#SNAPSHOT} as {@code snapshot} and other columns
   *     of the rows {@code any(:ids)}
   * @param mapper creates immutable rows
   */
  public <V> ReadCache<Long, CachedResponse<V>> byId(String sql, RowMapper<V> mapper) {
    return of(ids -> readByIds(jdbc.sql(sql), ids, mapper));
  }

  /** Caches the rows of a source. */
  public <K, V> ReadCache<K, CachedResponse<V>> of(RowSource<K, V> source) {
    return of(source, properties.maxRows());
  }

  /**
   * Caches reports, which are computed from many rows.
   *
   * @param statement {@link #reportSql} with its parameters
   */
  public <K, R extends Record> ReadCache<K, CachedResponse<List<R>>> reports(
      Function<K, JdbcClient.StatementSpec> statement, Class<R> row) {
    RowMapper<R> mapper = RecordMapper.of(row);
    return of(
        RowSource.oneByOne(key -> readReport(key, statement.apply(key), mapper)),
        properties.maxReports());
  }

  /**
   * Wraps a report's query so that it returns the snapshot even when there are no rows.
   *
   * @param rows a query
   * @param order columns of the query
   */
  public static String reportSql(String rows, String order) {
    return """
        select now.snapshot, report.*
        from (select %s as snapshot) now
        left join (select true as present, row.* from (%s) row) report on true
        order by %s
        """
        .formatted(RowSource.SNAPSHOT, rows, order);
  }

  static <V> RowSource.Rows<Long, V> readByIds(
      JdbcClient.StatementSpec statement, Set<Long> ids, RowMapper<V> mapper) {
    return statement
        .param("ids", ids.toArray(Long[]::new))
        .query(
            rows -> {
              String snapshot = "";
              Map<Long, V> byId = new HashMap<>();
              while (rows.next()) {
                snapshot = rows.getString("snapshot");
                byId.put(rows.getLong("id"), mapper.mapRow(rows, byId.size()));
              }
              return new RowSource.Rows<>(snapshot, byId);
            });
  }

  private static <K, R> RowSource.Rows<K, List<R>> readReport(
      K key, JdbcClient.StatementSpec statement, RowMapper<R> mapper) {
    return statement.query(
        rows -> {
          String snapshot = "";
          List<R> report = new ArrayList<>();
          while (rows.next()) {
            snapshot = rows.getString("snapshot");
            if (rows.getBoolean("present")) {
              report.add(mapper.mapRow(rows, report.size()));
            }
          }
          return new RowSource.Rows<>(snapshot, Map.of(key, List.copyOf(report)));
        });
  }

  private <K, V> ReadCache<K, CachedResponse<V>> of(RowSource<K, V> source, int maxSize) {
    return new ReadCache<>(
        keys -> source.read(keys).map(row -> new CachedResponse<>(row, json)), snapshots, maxSize);
  }
}
