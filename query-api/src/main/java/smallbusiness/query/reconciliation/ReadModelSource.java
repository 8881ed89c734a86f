package smallbusiness.query.reconciliation;

import java.util.Collection;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.Checksums;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;

/** A topic's aggregates in the read model. */
record ReadModelSource(Checksums checksums, AggregateTable table) implements Source {

  @Override
  public RangeChecksums ranges(long from) {
    return checksums.ranges(table, from, Long.MAX_VALUE);
  }

  @Override
  public RangeChecksum range(long from, long to) {
    return checksums.range(table, from, to);
  }

  @Override
  public AggregateRows rows(long from, long to) {
    return checksums.rows(table, from, to);
  }

  @Override
  public AggregateRows rows(Collection<Long> ids) {
    return checksums.rows(table, ids);
  }
}
