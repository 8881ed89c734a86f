package smallbusiness.query.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.core.RowMapper;

/** A row of a page and where it stands in the page's order. */
record PageRow<V>(V value, Cursor cursor) {

  static <V> PageRow<V> read(ResultSet row, int index, RowMapper<V> mapper, SortOrder order)
      throws SQLException {
    Cursor cursor =
        new Cursor(
            order.name(),
            order.sort().type().read(row, SortOrder.VALUE),
            row.getLong(SortOrder.ID));
    return new PageRow<>(Objects.requireNonNull(mapper.mapRow(row, index)), cursor);
  }
}
