package smallbusiness.query.rebuild;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.JsonColumn;
import smallbusiness.query.sql.RecordMapper;
import tools.jackson.databind.JsonNode;

/** The operator log and the reports of comparisons, stored for all replicas. */
@Component
class RebuildHistory {

  private final JdbcClient jdbc;
  private final Clock clock;

  RebuildHistory(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What an operator did, or was refused. */
  record Operation(Instant at, String action, String by, String outcome) {}

  void log(String action, String by, String outcome) {
    jdbc.sql(
            "insert into history.read_model_operation (at, action, by, outcome) values (?, ?, ?,"
                + " ?)")
        .params(Timestamp.from(clock.instant()), action, by, outcome)
        .update();
  }

  /** The newest operations, newest first. */
  List<Operation> newestOperations(int limit) {
    return jdbc.sql(
            "select at, action, by, outcome from history.read_model_operation order by id desc"
                + " limit ?")
        .param(limit)
        .query(RecordMapper.of(Operation.class))
        .list();
  }

  /** Stores a report, and returns it as it is stored. */
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
  Optional<JsonNode> newestReport(long one, long other) {
    return jdbc.sql(
            """
            select report from history.read_model_comparison
            where (live, shadow) in ((:one, :other), (:other, :one)) order by id desc limit 1
            """)
        .param("one", one)
        .param("other", other)
        .query((row, index) -> JsonColumn.read(row.getString("report")))
        .optional();
  }

  /**
   * Checks that two generations were equal when they were last compared.
   *
   * @throws RefusedException when they were not, or never compared
   */
  void requireEqual(long one, long other) {
    JsonNode report =
        newestReport(one, other)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "The shadow has not been compared with the live read model yet"));
    if (!report.path("equal").asBoolean()) {
      throw new RefusedException(
          "The last comparison found differences: " + report.path("summary").asString());
    }
  }
}
