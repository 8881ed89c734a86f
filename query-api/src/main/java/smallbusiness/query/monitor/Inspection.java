package smallbusiness.query.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at one piece of the read model: a short transaction that only reads, with a time limit. */
@Component
class Inspection {

  private static final String LIMIT = "select set_config('statement_timeout', :millis, true)";

  /**
   * The moment that all feeds have passed. None while a feed takes up what is older than that: then
   * nothing can be said about what is between two feeds.
   */
  private static final String SETTLED =
      """
      select case
        when exists (select from messaging.feed_offset
          where feed not like '%@%'
            and applied_at > clock_timestamp() - make_interval(secs => :settle)
            and event_time < applied_at - make_interval(secs => :settle))
        then '-infinity'::timestamptz
        else clock_timestamp() - make_interval(secs => :settle) end
      """;

  private static final double MILLIS = 1000.0;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final MonitorProperties properties;

  Inspection(
      JdbcClient jdbc, PlatformTransactionManager transactions, MonitorProperties properties) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
    this.properties = properties;
  }

  /** Where the piece ends that begins at a place; null when it is the last one. */
  @Nullable Long end(Invariant invariant, long from) {
    return transactions.execute(
        transaction -> {
          limit();
          return jdbc.sql(invariant.bound())
              .param("from", from)
              .param("chunk", properties.chunk())
              .query((row, index) -> Optional.ofNullable(row.getObject(1, Long.class)))
              .single()
              .orElse(null);
        });
  }

  /** The breaches between two places, both included. */
  List<Breach> broken(Invariant invariant, long from, long to) {
    List<Breach> breaches =
        transactions.execute(
            transaction -> {
              limit();
              return jdbc.sql(invariant.broken())
                  .param("from", from)
                  .param("to", to)
                  .param("settled", settled())
                  .query(Inspection::breach)
                  .list();
            });
    return breaches == null ? List.of() : breaches;
  }

  private OffsetDateTime settled() {
    return jdbc.sql(SETTLED)
        .param("settle", properties.settle().toMillis() / MILLIS)
        .query(OffsetDateTime.class)
        .single();
  }

  private void limit() {
    Duration timeout = properties.statementTimeout();
    jdbc.sql(LIMIT).param("millis", Long.toString(timeout.toMillis())).query().singleRow();
  }

  private static Breach breach(ResultSet row, int index) throws SQLException {
    return new Breach(
        row.getLong("place"),
        row.getString("subject"),
        row.getString("expected"),
        row.getString("actual"));
  }
}
