package smallbusiness.messaging.reconciliation;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Checks the derived figures of this process's database. */
public final class DerivedFigures {

  private static final Logger LOG = LoggerFactory.getLogger(DerivedFigures.class);

  private static final int MAX_SAMPLES = 100;

  private final ReadOnlyQueries queries;

  /** Uses the database of the given transaction manager. */
  public DerivedFigures(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    this.queries = new ReadOnlyQueries(jdbc, transactions, properties.timeout());
  }

  /** Checks all values of a figure; a check that takes too long is reported as failed. */
  public FigureReport check(DerivedFigure figure) {
    try {
      return queries.run(jdbc -> check(jdbc, figure));
    } catch (DataAccessException e) {
      LOG.warn("Check of figure {} failed", figure.name(), e);
      return new FigureReport(figure.name(), figure.rule(), 0, 0, List.of(), e.toString());
    }
  }

  private static FigureReport check(JdbcClient jdbc, DerivedFigure figure) {
    List<FigureReport.Wrong> samples = new ArrayList<>();
    long[] counts = new long[2];
    jdbc.sql(
            """
            with figure as materialized (%s),
              wrong as (select * from figure where expected is distinct from actual)
            select (select count(*) from figure) as checked,
              (select count(*) from wrong) as wrong,
              sample.id, sample.expected::text, sample.actual::text
            from (select 1) as always
            left join (select * from wrong order by id limit :samples) sample on true
            order by sample.id
            """
                .formatted(figure.query()))
        .param("samples", MAX_SAMPLES)
        .query(
            row -> {
              counts[0] = row.getLong("checked");
              counts[1] = row.getLong("wrong");
              if (row.getObject("id") != null) {
                samples.add(
                    new FigureReport.Wrong(
                        row.getLong("id"), row.getString("expected"), row.getString("actual")));
              }
            });
    return new FigureReport(figure.name(), figure.rule(), counts[0], counts[1], samples, null);
  }
}
