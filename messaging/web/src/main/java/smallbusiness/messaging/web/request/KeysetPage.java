package smallbusiness.messaging.web.request;

import java.net.URI;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The requested page of a list, as an argument of a controller's method: {@code ?limit=} rows after
 * the identifier {@code ?after=}. Read {@link #fetch()} rows ({@code WHERE id > after ORDER BY id})
 * and answer with {@link #of}.
 *
 * @param limit maximum rows, 1 to {@value #MAX_LIMIT}
 * @param after identifier of the last row of the previous page; 0 for the first page
 */
public record KeysetPage(int limit, long after) {

  static final List<String> PARAMETERS = List.of("limit", "after");

  /** The default limit. */
  public static final int DEFAULT_LIMIT = 100;

  /** The maximum limit: no request loads a whole table. */
  public static final int MAX_LIMIT = 1000;

  /** Rows to read: one more than the limit, to see whether there is a next page. */
  public int fetch() {
    return limit + 1;
  }

  /**
   * Answers with at most {@link #limit()} rows, and a {@code Link} to the next page if there is
   * one. Must be called on the request's thread.
   *
   * @param rows at most {@link #fetch()} rows in ascending order of identifiers
   * @param id returns a row's identifier
   */
  public <T> ResponseEntity<List<T>> of(List<T> rows, ToLongFunction<T> id) {
    if (rows.size() <= limit) {
      return ResponseEntity.ok(rows);
    }
    List<T> shown = rows.subList(0, limit);
    URI next =
        ServletUriComponentsBuilder.fromCurrentRequest()
            .replaceQueryParam("limit", limit)
            .replaceQueryParam("after", id.applyAsLong(shown.getLast()))
            .build(true)
            .toUri();
    return ResponseEntity.ok().header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"").body(shown);
  }
}
