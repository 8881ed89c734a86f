package smallbusiness.query.rebuild;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.databind.JsonNode;

/** Keeps the reports of comparisons, for all replicas and for those who ask later. */
@Component
class ComparisonReports {

  private static final String NEWEST =
      """
      select equal, report from history.read_model_comparison
      where (live, shadow) in ((:one, :other), (:other, :one)) order by id desc limit 1
      """;

  private final JdbcClient jdbc;

  ComparisonReports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Kept(boolean equal, JsonNode report) {}

  /** Keeps a report, and gives it as it is kept. */
  JsonNode add(ComparisonReport comparison) {
    String report = JsonColumn.write(comparison);
    jdbc.sql(
            """
            insert into history.read_model_comparison (live, shadow, equal, report)
            values (?, ?, ?, ?::json)
            """)
        .params(comparison.live(), comparison.shadow(), comparison.equal(), report)
        .update();
    return JsonColumn.read(report);
  }

  /** The newest report about two generations, whichever of them was live. */
  Optional<JsonNode> newest(long one, long other) {
    return find(one, other).map(Kept::report);
  }

  /**
   * Lets pass two generations that were found equal when they were last compared.
   *
   * @throws RefusedException when they were not, or never compared
   */
  void requireEqual(long one, long other) {
    Kept newest =
        find(one, other)
            .orElseThrow(() -> new RefusedException("The two have not been compared yet"));
    if (!newest.equal()) {
      throw new RefusedException(
          "The last comparison does not find them equal: "
              + newest.report().path("summary").asString());
    }
  }

  private Optional<Kept> find(long one, long other) {
    return jdbc.sql(NEWEST)
        .param("one", one)
        .param("other", other)
        .query(
            (row, index) ->
                new Kept(row.getBoolean("equal"), JsonColumn.read(row.getString("report"))))
        .optional();
  }
}
