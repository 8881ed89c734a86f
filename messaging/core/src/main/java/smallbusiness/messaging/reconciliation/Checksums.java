package smallbusiness.messaging.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Reads checksums and rows of aggregates from this process's database. Each result comes from one
 * SQL statement, and so from one snapshot. A statement that takes longer than {@code
 * checksums.timeout} ends with a {@link org.springframework.dao.DataAccessException}.
 */
public final class Checksums {

  private final ReadOnlyQueries queries;
  private final ChecksumsProperties properties;

  /** Uses the database of the given transaction manager. */
  public Checksums(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    this.queries = new ReadOnlyQueries(jdbc, transactions, properties.timeout());
    this.properties = properties;
  }

  /**
   * Checksums of consecutive ranges with about the same number of rows, at most {@code
   * checksums.max-ranges}.
   */
  public RangeChecksums ranges(AggregateTable table, long from, long to) {
    long limit = (long) properties.rangeSize() * properties.maxRanges();
    List<RangeChecksum> found =
        queries.run(
            jdbc ->
                jdbc.sql(
                        """
                        select max(id) as last, count(*) as counted, sum(version) as versions,
                          sum(checksum) as checksum
                        from (
                          select hashed.*, (row_number() over (order by id) - 1) / :size as part
                          from (%s) hashed
                          where id between :from and :to order by id limit :limit) numbered
                        group by part order by part
                        """
                            .formatted(table.checksums()))
                    .param("size", properties.rangeSize())
                    .param("from", from)
                    .param("to", to)
                    .param("limit", limit)
                    .query((row, index) -> checksum(row, from, row.getLong("last")))
                    .list());
    boolean complete = found.stream().mapToLong(RangeChecksum::rows).sum() < limit;
    return withoutGaps(found, from, to, complete);
  }

  /** Closes the gaps: each range starts after the previous one, and the last ends at {@code to}. */
  private static RangeChecksums withoutGaps(
      List<RangeChecksum> found, long from, long to, boolean complete) {
    if (found.isEmpty()) {
      return new RangeChecksums(List.of(new RangeChecksum(from, to, 0, 0, "0")), null);
    }
    List<RangeChecksum> ranges = new ArrayList<>();
    long begin = from;
    for (RangeChecksum one : found) {
      boolean last = complete && ranges.size() == found.size() - 1;
      ranges.add(
          new RangeChecksum(
              begin, last ? to : one.to(), one.rows(), one.versions(), one.checksum()));
      begin = one.to() + 1;
    }
    return new RangeChecksums(ranges, complete || found.getLast().to() >= to ? null : begin);
  }

  /** The checksum of one range, however many rows it has. */
  public RangeChecksum range(AggregateTable table, long from, long to) {
    return queries.run(
        jdbc ->
            jdbc.sql(
                    """
                    select count(*) as counted, coalesce(sum(version), 0) as versions,
                      coalesce(sum(checksum), 0) as checksum
                    from (%s) hashed where id between :from and :to
                    """
                        .formatted(table.checksums()))
                .param("from", from)
                .param("to", to)
                .query((row, index) -> checksum(row, from, to))
                .single());
  }

  /** The rows of a range, at most {@code checksums.max-rows}. */
  public AggregateRows rows(AggregateTable table, long from, long to) {
    List<AggregateRow> rows =
        queries.run(
            jdbc ->
                jdbc.sql(
                        "select * from (%s) aggregate where id between :from and :to order by id limit :limit"
                            .formatted(table.rows()))
                    .param("from", from)
                    .param("to", to)
                    .param("limit", properties.maxRows() + 1)
                    .query((row, index) -> row(table, row))
                    .list());
    return rows.size() <= properties.maxRows()
        ? new AggregateRows(rows, null)
        : new AggregateRows(rows.subList(0, properties.maxRows()), rows.getLast().id());
  }

  /**
   * The rows with the given identifiers; missing ones are left out.
   *
   * @throws IllegalArgumentException if more than {@code checksums.max-rows} are given
   */
  public AggregateRows rows(AggregateTable table, Collection<Long> ids) {
    if (ids.size() > properties.maxRows()) {
      throw new IllegalArgumentException("at most " + properties.maxRows() + " ids");
    }
    return new AggregateRows(
        queries.run(
            jdbc ->
                jdbc.sql(
                        "select * from (%s) aggregate where id = any(:ids) order by id"
                            .formatted(table.rows()))
                    .param("ids", ids.toArray(Long[]::new))
                    .query((row, index) -> row(table, row))
                    .list()),
        null);
  }

  private static RangeChecksum checksum(ResultSet row, long from, long to) throws SQLException {
    return new RangeChecksum(
        from,
        to,
        row.getLong("counted"),
        row.getLong("versions"),
        row.getBigDecimal("checksum").toBigIntegerExact().toString());
  }

  private static AggregateRow row(AggregateTable table, ResultSet row) throws SQLException {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    for (String field : table.fieldNames()) {
      fields.put(field, row.getString(field));
    }
    return new AggregateRow(row.getLong("id"), row.getLong("version"), fields);
  }
}
