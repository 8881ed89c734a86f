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
 * Asks this process's database for statements. Each answer comes from one SQL statement, and so
 * from one snapshot, and takes no longer than {@code statement.timeout}; a statement that would
 * ends with a {@link org.springframework.dao.DataAccessException}.
 */
public final class Checksums {

  private final ReadOnlyQueries reading;
  private final ChecksumsProperties properties;

  /** For a database whose transactions are made by the given manager. */
  public Checksums(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    this.reading = new ReadOnlyQueries(jdbc, transactions, properties.timeout());
    this.properties = properties;
  }

  /** A range in pieces of about the same number of rows, as far as one answer goes. */
  public RangeChecksums pieces(AggregateTable of, long from, long to) {
    long limit = (long) properties.pieceSize() * properties.maxPieces();
    List<RangeChecksum> found =
        reading.ask(
            jdbc ->
                jdbc.sql(
                        """
                        select max(id) as last, count(*) as counted, sum(version) as versions,
                          sum(checksum) as checksum
                        from (
                          select summed.*, (row_number() over (order by id) - 1) / :size as piece
                          from (%s) summed
                          where id between :from and :to order by id limit :limit) numbered
                        group by piece order by piece
                        """
                            .formatted(of.checksums()))
                    .param("size", properties.pieceSize())
                    .param("from", from)
                    .param("to", to)
                    .param("limit", limit)
                    .query((row, index) -> piece(row, from, row.getLong("last")))
                    .list());
    return joined(found, from, to, found.stream().mapToLong(RangeChecksum::rows).sum() < limit);
  }

  /** Each begins where the one before ends, and the last ends where the range does. */
  private static RangeChecksums joined(
      List<RangeChecksum> found, long from, long to, boolean complete) {
    if (found.isEmpty()) {
      return new RangeChecksums(List.of(new RangeChecksum(from, to, 0, 0, "0")), null);
    }
    List<RangeChecksum> pieces = new ArrayList<>();
    long begin = from;
    for (RangeChecksum one : found) {
      boolean last = complete && pieces.size() == found.size() - 1;
      pieces.add(
          new RangeChecksum(
              begin, last ? to : one.to(), one.rows(), one.versions(), one.checksum()));
      begin = one.to() + 1;
    }
    return new RangeChecksums(pieces, complete || found.getLast().to() >= to ? null : begin);
  }

  /** A range as one piece, however many rows it has. */
  public RangeChecksum piece(AggregateTable of, long from, long to) {
    return reading.ask(
        jdbc ->
            jdbc.sql(
                    """
                    select count(*) as counted, coalesce(sum(version), 0) as versions,
                      coalesce(sum(checksum), 0) as checksum
                    from (%s) summed where id between :from and :to
                    """
                        .formatted(of.checksums()))
                .param("from", from)
                .param("to", to)
                .query((row, index) -> piece(row, from, to))
                .single());
  }

  /** The rows of a range, as far as one answer goes. */
  public AggregateRows rows(AggregateTable of, long from, long to) {
    List<AggregateRow> rows =
        reading.ask(
            jdbc ->
                jdbc.sql(
                        """
                        select * from (%s) stated
                        where id between :from and :to order by id limit :limit
                        """
                            .formatted(of.rows()))
                    .param("from", from)
                    .param("to", to)
                    .param("limit", properties.maxRows() + 1)
                    .query((row, index) -> row(of, row))
                    .list());
    return rows.size() <= properties.maxRows()
        ? new AggregateRows(rows, null)
        : new AggregateRows(rows.subList(0, properties.maxRows()), rows.getLast().id());
  }

  /** Those of the named rows that there are; at most {@code statement.max-rows} may be named. */
  public AggregateRows rows(AggregateTable of, Collection<Long> ids) {
    if (ids.size() > properties.maxRows()) {
      throw new IllegalArgumentException("At most " + properties.maxRows() + " can be named");
    }
    return new AggregateRows(
        reading.ask(
            jdbc ->
                jdbc.sql(
                        "select * from (%s) stated where id = any(:ids) order by id"
                            .formatted(of.rows()))
                    .param("ids", ids.toArray(Long[]::new))
                    .query((row, index) -> row(of, row))
                    .list()),
        null);
  }

  private static RangeChecksum piece(ResultSet row, long from, long to) throws SQLException {
    return new RangeChecksum(
        from,
        to,
        row.getLong("counted"),
        row.getLong("versions"),
        row.getBigDecimal("checksum").toBigIntegerExact().toString());
  }

  private static AggregateRow row(AggregateTable of, ResultSet row) throws SQLException {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    for (String field : of.fields().keySet()) {
      fields.put(field, row.getString(field));
    }
    return new AggregateRow(row.getLong("id"), row.getLong("version"), fields);
  }
}
