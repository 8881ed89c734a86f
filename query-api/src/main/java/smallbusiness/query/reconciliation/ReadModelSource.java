package smallbusiness.query.reconciliation;

import java.util.Collection;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.Checksums;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;

/** What the read model has of a topic. */
record ReadModelSource(Checksums statements, AggregateTable aggregate) implements Source {

  @Override
  public RangeChecksums pieces(long from) {
    return statements.pieces(aggregate, from, Long.MAX_VALUE);
  }

  @Override
  public RangeChecksum piece(long from, long to) {
    return statements.piece(aggregate, from, to);
  }

  @Override
  public AggregateRows rows(long from, long to) {
    return statements.rows(aggregate, from, to);
  }

  @Override
  public AggregateRows rows(Collection<Long> ids) {
    return statements.rows(aggregate, ids);
  }
}
