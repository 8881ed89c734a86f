package smallbusiness.query.reconciliation;

import java.util.Collection;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;

/** One copy of a topic's aggregates: the owning system's or the read model's. */
interface Source {

  /** Maximum number of identifiers in one call, because they are part of a URL. */
  int MAX_NAMED = 100;

  /** Checksums of consecutive ranges, starting at an identifier; may be only the first of them. */
  RangeChecksums ranges(long from);

  /** The checksum of one range. */
  RangeChecksum range(long from, long to);

  /** The rows of a range; may be only the first of them. */
  AggregateRows rows(long from, long to);

  /** The existing rows with these identifiers. */
  AggregateRows rows(Collection<Long> ids);
}
