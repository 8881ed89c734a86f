package smallbusiness.messaging.reconciliation;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Looks whether figures of this process's database are what their rows come to. */
public final class DerivedFigures {

  private static final Logger LOG = LoggerFactory.getLogger(DerivedFigures.class);

  /** A report names no more. */
  private static final int MOST = 100;

  private final ReadOnlyQueries reading;

  /** For a database whose transactions are made by the given manager. */
  public DerivedFigures(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    this.reading = new ReadOnlyQueries(jdbc, transactions, properties.timeout());
  }

  /** Looks at all figures at once; the report says so when that takes too long. */
  public FigureReport check(DerivedFigure sum) {
    try {
      return reading.ask(jdbc -> look(jdbc, sum));
    } catch (DataAccessException e) {
      LOG.warn("Sum {} cannot be looked at now", sum.name(), e);
      return new FigureReport(sum.name(), sum.promise(), 0, 0, List.of(), e.toString());
    }
  }

  private static FigureReport look(JdbcClient jdbc, DerivedFigure sum) {
    List<FigureReport.Broken> first = new ArrayList<>();
    long[] counts = new long[2];
    jdbc.sql(
            """
            with figure as materialized (%s),
              broken as (select * from figure where expected is distinct from actual)
            select (select count(*) from figure) as checked,
              (select count(*) from broken) as broken,
              named.id, named.expected::text, named.actual::text
            from (select 1) as always
            left join (select * from broken order by id limit :most) named on true
            order by named.id
            """
                .formatted(sum.query()))
        .param("most", MOST)
        .query(
            row -> {
              counts[0] = row.getLong("checked");
              counts[1] = row.getLong("broken");
              if (row.getObject("id") != null) {
                first.add(
                    new FigureReport.Broken(
                        row.getLong("id"), row.getString("expected"), row.getString("actual")));
              }
            });
    return new FigureReport(sum.name(), sum.promise(), counts[0], counts[1], first, null);
  }
}
