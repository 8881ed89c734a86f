package smallbusiness.query.listing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.core.RowMapper;

/** A row of a page and where it stands in the page's order. */
record Row<V>(V value, Cursor cursor) {

  static <V> Row<V> read(ResultSet row, int index, RowMapper<V> mapper, Ordering ordering)
      throws SQLException {
    Cursor cursor =
        new Cursor(
            ordering.name(),
            ordering.sort().type().read(row, Ordering.VALUE),
            row.getLong(Ordering.ID));
    return new Row<>(Objects.requireNonNull(mapper.mapRow(row, index)), cursor);
  }
}
