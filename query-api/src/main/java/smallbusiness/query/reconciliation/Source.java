package smallbusiness.query.reconciliation;

import java.util.Collection;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;

/** One copy of a topic's aggregates: the owning system's or the read model's. */
interface Source {

  /** Maximum identifiers in one call: they are part of a URL. */
  int MAX_NAMED = 100;

  /** Checksums of consecutive ranges from an identifier on, at most one answer's. */
  RangeChecksums ranges(long from);

  /** The checksum of one range. */
  RangeChecksum range(long from, long to);

  /** The rows of a range, at most one answer's. */
  AggregateRows rows(long from, long to);

  /** Those of the named rows that exist. */
  AggregateRows rows(Collection<Long> ids);
}
