package smallbusiness.messaging.web;

import java.net.URI;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The page that the current request asks for, as a controller's argument: {@code ?limit=} rows
 * whose identifier comes after {@code ?after=}. Read {@link #fetch()} rows ({@code WHERE id > after
 * ORDER BY id}) and answer with {@link #of}.
 *
 * @param limit rows at most; 1 to {@value #MAX_LIMIT}
 * @param after identifier of the last row that the client has; 0 for the first page
 */
public record KeysetPage(int limit, long after) {

  /** Rows of a page when the client does not say. */
  public static final int DEFAULT_LIMIT = 100;

  /** Rows of a page at most, so that no request holds the whole table in memory. */
  public static final int MAX_LIMIT = 1000;

  /** Rows to read: one more than shown, to know whether there is a next page. */
  public int fetch() {
    return limit + 1;
  }

  /**
   * The answer: at most {@link #limit()} rows as a JSON array, and a {@code Link} to the next page
   * when there are more. Must run on the request's thread.
   *
   * @param rows what was read, at most {@link #fetch()} rows by ascending identifier
   * @param id a row's identifier
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
