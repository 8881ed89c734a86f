package smallbusiness.query.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * One list of the API. Its declaration is the only place that names its filters and orders: queries
 * and documentation are made from it.
 *
 * @param <V> one row of the answer
 */
public final class PagedList<V> {

  /** Rows in a page when the client does not say. */
  public static final int DEFAULT_LIMIT = 100;

  /** Rows in a page at most. */
  public static final int MAX_LIMIT = 1000;

  private final ListDeclaration declaration;
  private final RowMapper<V> mapper;
  private final JdbcClient jdbc;

  /**
   * A list.
   *
   * @param mapper reads a row of the declaration's columns
   */
  public PagedList(ListDeclaration declaration, RowMapper<V> mapper, JdbcClient jdbc) {
    this.declaration = declaration;
    this.mapper = mapper;
    this.jdbc = jdbc;
  }

  /** What the list is. */
  public ListDeclaration declaration() {
    return declaration;
  }

  /**
   * Answers the current request with one page.
   *
   * @param given the request's query parameters
   * @throws smallbusiness.messaging.problem.ProblemException 400 naming the parameter that is wrong
   */
  public ResponseEntity<List<V>> page(MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, knownParameters());
    int limit = parameters.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    SortOrder order = SortOrder.read(parameters.text("sort"), declaration);
    Map<String, Object> values = new HashMap<>();
    String sql = sql(parameters, order, limit + 1, values);
    List<PageRow<V>> rows =
        jdbc.sql(sql)
            .params(values)
            .query((row, index) -> PageRow.read(row, index, mapper, order))
            .list();
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (rows.size() > limit) {
      rows = rows.subList(0, limit);
      answer.header(HttpHeaders.LINK, next(rows.getLast().cursor()));
    }
    return answer.body(rows.stream().map(PageRow::value).toList());
  }

  private Set<String> knownParameters() {
    Set<String> known = new TreeSet<>(Set.of("limit", "after", "sort", "fields"));
    declaration.filters().forEach(filter -> known.add(filter.name()));
    return known;
  }

  /**
   * First the page's identifiers, with those joins alone that its filters need, then what is shown
   * of these rows: else a filter that hundreds of rows pass has all of them joined for the few that
   * are shown. The number of rows is part of the text, for the planner goes by it.
   */
  private String sql(
      QueryParameters parameters, SortOrder order, int rows, Map<String, Object> values) {
    List<String> conditions = new ArrayList<>(List.of(declaration.where()));
    for (Filter filter : declaration.filters()) {
      @Nullable String given = parameters.text(filter.name());
      @Nullable String text = given == null ? filter.fallback() : given;
      if (text != null) {
        Filter.Condition condition = filter.reader().apply(text);
        conditions.add("(" + condition.sql() + ")");
        values.putAll(condition.parameters());
      }
    }
    @Nullable String after = parameters.text("after");
    if (after != null) {
      conditions.add(order.after(Cursor.decode(after, order.name()), values));
    }
    return String.join(
        "\n",
        "with page as materialized (",
        "select " + order.columns() + " from " + declaration.from(),
        "where " + String.join(" and ", conditions),
        "order by " + order.sql() + " limit " + rows + ")",
        "select page.*, " + declaration.columns(),
        "from page join ("
            + declaration.from()
            + ") on "
            + declaration.key()
            + " = "
            + SortOrder.ID,
        "order by " + order.sqlOfPage());
  }

  private static String next(Cursor cursor) {
    String uri =
        ServletUriComponentsBuilder.fromCurrentRequest()
            .replaceQueryParam("after", cursor.encode())
            .build(true)
            .toUriString();
    return "<" + uri + ">; rel=\"next\"";
  }
}
