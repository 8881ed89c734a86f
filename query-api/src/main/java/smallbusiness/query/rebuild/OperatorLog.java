package smallbusiness.query.rebuild;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.RecordMapper;

/** Keeps on record which operator did what, when, and what came of it. */
@Component
class OperatorLog {

  private final JdbcClient jdbc;
  private final Clock clock;

  OperatorLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One entry. */
  record Entry(Instant at, String action, String by, String outcome) {}

  void add(String action, String by, String outcome) {
    jdbc.sql(
            "insert into history.read_model_operation (at, action, by, outcome) values (?, ?, ?,"
                + " ?)")
        .params(Timestamp.from(clock.instant()), action, by, outcome)
        .update();
  }

  /** The newest entries, newest first. */
  List<Entry> newest(int limit) {
    return jdbc.sql(
            "select at, action, by, outcome from history.read_model_operation order by id desc"
                + " limit ?")
        .param(limit)
        .query(RecordMapper.of(Entry.class))
        .list();
  }
}
