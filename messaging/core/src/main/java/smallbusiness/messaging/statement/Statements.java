package smallbusiness.messaging.statement;

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
public final class Statements {

  private final BoundedReading reading;
  private final StatementProperties properties;

  /** For a database whose transactions are made by the given manager. */
  public Statements(
      JdbcClient jdbc, PlatformTransactionManager transactions, StatementProperties properties) {
    this.reading = new BoundedReading(jdbc, transactions, properties.timeout());
    this.properties = properties;
  }

  /** A range in pieces of about the same number of rows, as far as one answer goes. */
  public Pieces pieces(StatedAggregate of, long from, long to) {
    long limit = (long) properties.pieceSize() * properties.maxPieces();
    List<Piece> found =
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
    return joined(found, from, to, found.stream().mapToLong(Piece::rows).sum() < limit);
  }

  /** Each begins where the one before ends, and the last ends where the range does. */
  private static Pieces joined(List<Piece> found, long from, long to, boolean complete) {
    if (found.isEmpty()) {
      return new Pieces(List.of(new Piece(from, to, 0, 0, "0")), null);
    }
    List<Piece> pieces = new ArrayList<>();
    long begin = from;
    for (Piece one : found) {
      boolean last = complete && pieces.size() == found.size() - 1;
      pieces.add(
          new Piece(begin, last ? to : one.to(), one.rows(), one.versions(), one.checksum()));
      begin = one.to() + 1;
    }
    return new Pieces(pieces, complete || found.getLast().to() >= to ? null : begin);
  }

  /** A range as one piece, however many rows it has. */
  public Piece piece(StatedAggregate of, long from, long to) {
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
  public Rows rows(StatedAggregate of, long from, long to) {
    List<StatedRow> rows =
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
        ? new Rows(rows, null)
        : new Rows(rows.subList(0, properties.maxRows()), rows.getLast().id());
  }

  /** Those of the named rows that there are; at most {@code statement.max-rows} may be named. */
  public Rows rows(StatedAggregate of, Collection<Long> ids) {
    if (ids.size() > properties.maxRows()) {
      throw new IllegalArgumentException("At most " + properties.maxRows() + " can be named");
    }
    return new Rows(
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

  private static Piece piece(ResultSet row, long from, long to) throws SQLException {
    return new Piece(
        from,
        to,
        row.getLong("counted"),
        row.getLong("versions"),
        row.getBigDecimal("checksum").toBigIntegerExact().toString());
  }

  private static StatedRow row(StatedAggregate of, ResultSet row) throws SQLException {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    for (String field : of.fields().keySet()) {
      fields.put(field, row.getString(field));
    }
    return new StatedRow(row.getLong("id"), row.getLong("version"), fields);
  }
}
