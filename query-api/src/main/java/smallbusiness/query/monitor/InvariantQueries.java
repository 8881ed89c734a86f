package smallbusiness.query.monitor;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.query.sql.RecordMapper;

/** Runs the queries of invariants, each in a short read-only transaction with a time limit. */
@Component
class InvariantQueries {

  private static final String TIMEOUT = "select set_config('statement_timeout', :millis, true)";

  /**
   * The time up to which all feeds have applied all events. {@code -infinity} while a feed catches
   * up, because rows of different feeds cannot be compared then.
   */
  private static final String SETTLED =
      """
      select case
        when exists (select from messaging.feed_offset
          where feed = 'live'
            and applied_at > clock_timestamp() - make_interval(secs => :settle)
            and event_time < applied_at - make_interval(secs => :settle))
        then '-infinity'::timestamptz
        else clock_timestamp() - make_interval(secs => :settle) end
      """;

  private static final RecordMapper<Violation> VIOLATION = RecordMapper.of(Violation.class);

  private static final double MILLIS = 1000.0;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final MonitorProperties properties;

  InvariantQueries(
      JdbcClient jdbc, PlatformTransactionManager transactions, MonitorProperties properties) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
    this.properties = properties;
  }

  /** The last key of the chunk that starts at a key; empty when it is the last chunk. */
  Optional<Long> chunkEnd(Invariant invariant, long from) {
    return limited(
        () ->
            jdbc.sql(invariant.chunkEnd())
                .param("from", from)
                .param("chunk", properties.chunk())
                .query((row, index) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single());
  }

  /** The violations with keys in a range, both ends inclusive. */
  List<Violation> violations(Invariant invariant, long from, long to) {
    return limited(
        () ->
            jdbc.sql(invariant.violations())
                .param("from", from)
                .param("to", to)
                .param("settled", settled())
                .query(VIOLATION)
                .list());
  }

  private OffsetDateTime settled() {
    return jdbc.sql(SETTLED)
        .param("settle", properties.settle().toMillis() / MILLIS)
        .query(OffsetDateTime.class)
        .single();
  }

  private <T> T limited(Supplier<T> query) {
    @Nullable T result =
        transactions.execute(
            transaction -> {
              String millis = Long.toString(properties.statementTimeout().toMillis());
              jdbc.sql(TIMEOUT).param("millis", millis).query().singleRow();
              return query.get();
            });
    return Objects.requireNonNull(result);
  }
}
