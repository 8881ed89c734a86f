package smallbusiness.query.list;

import io.swagger.v3.oas.annotations.Parameter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.messaging.web.request.QueryParameters;
import smallbusiness.query.sql.Select;

/**
 * A resource of the API that can be listed page by page, as JSON or CSV.
 *
 * @param <V> a row of the list
 */
public abstract class ListController<V extends Record> {

  private final ListDeclaration<V> declaration;
  private final Select<V> select;
  private final String columns;
  private final String selectById;
  private final JdbcClient jdbc;
  private final Set<String> parameters = new TreeSet<>(Set.of("limit", "after", "sort", "fields"));

  protected ListController(ListDeclaration<V> declaration, JdbcClient jdbc) {
    this.declaration = declaration;
    this.select = declaration.select();
    this.columns = select.columns();
    this.selectById = select.where(select.key() + " = :id");
    this.jdbc = jdbc;
    declaration.filters().forEach(filter -> parameters.add(filter.name()));
  }

  /** The path of the resource. */
  public final String path() {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(getClass(), RequestMapping.class);
    return Objects.requireNonNull(mapping).path()[0];
  }

  /** What the list consists of. */
  public final ListDeclaration<V> declaration() {
    return declaration;
  }

  /** The row with this identifier, whether the list shows it or not. */
  protected final Optional<V> find(long id) {
    return jdbc.sql(selectById).param("id", id).query(select.mapper()).optional();
  }

  /**
   * Returns one page for the current request.
   *
   * @param given the request's query parameters
   * @throws smallbusiness.messaging.problem.ProblemException 400 with the name of the invalid
   *     parameter
   */
  @GetMapping(produces = {"application/json", "text/csv"})
  public ResponseEntity<List<V>> list(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> given) {
    QueryParameters known = new QueryParameters(given, parameters);
    int limit = (int) known.number("limit", KeysetPage.DEFAULT_LIMIT, 1, KeysetPage.MAX_LIMIT);
    SortOrder order = SortOrder.read(known.text("sort"), declaration);
    Map<String, Object> values = new HashMap<>();
    String sql = sql(known, order, limit + 1, values);
    return jdbc.sql(sql)
        .params(values)
        .query(
            rows -> {
              return page(rows, limit, order);
            });
  }

  private ResponseEntity<List<V>> page(ResultSet rows, int limit, SortOrder order)
      throws SQLException {
    List<V> page = new ArrayList<>();
    String next = "";
    while (rows.next()) {
      if (page.size() == limit) {
        return ResponseEntity.ok().header(HttpHeaders.LINK, next).body(page);
      }
      page.add(select.mapper().mapRow(rows, page.size()));
      if (page.size() == limit) {
        next = next(order.cursor(rows));
      }
    }
    return ResponseEntity.ok(page);
  }

  /**
   * Selects the page's identifiers first, with only the joins that its filters need, then the
   * columns of these rows. Otherwise all rows that pass the filters are joined for the few that are
   * shown. The number of rows is part of the text because the planner takes it into account.
   */
  private String sql(QueryParameters given, SortOrder order, int rows, Map<String, Object> values) {
    List<String> conditions = new ArrayList<>(List.of(declaration.where()));
    for (Filter filter : declaration.filters()) {
      @Nullable String text = given.text(filter.name());
      text = text == null ? filter.fallback() : text;
      if (text != null) {
        Filter.Condition condition = filter.reader().apply(text);
        conditions.add("(" + condition.sql() + ")");
        values.putAll(condition.parameters());
      }
    }
    @Nullable String after = given.text("after");
    if (after != null) {
      conditions.add(order.after(Cursor.decode(after, order.name()), values));
    }
    return """
    with page as materialized (
      select %s from %s where %s order by %s limit %d)
    select page.*, %s from page join (%s) on %s = %s order by %s
    """
        .formatted(
            order.columns(),
            select.from(),
            String.join(" and ", conditions),
            order.sql(),
            rows,
            columns,
            select.from(),
            select.key(),
            SortOrder.ID,
            order.sqlOfPage());
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
