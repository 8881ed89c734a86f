package smallbusiness.query.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows by their numbers. */
final class NumberedRows {

  private NumberedRows() {}

  static <V> Source.Rows<Long, V> read(
      JdbcClient.StatementSpec statement, Set<Long> numbers, RowMapper<V> mapper) {
    return statement
        .param("ids", numbers.toArray(Long[]::new))
        .query(
            rows -> {
              String state = "";
              Map<Long, V> byNumber = new HashMap<>();
              while (rows.next()) {
                state = rows.getString("state");
                byNumber.put(rows.getLong("id"), mapper.mapRow(rows, byNumber.size()));
              }
              return new Source.Rows<>(state, byNumber);
            });
  }
}
