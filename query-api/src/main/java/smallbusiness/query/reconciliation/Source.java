package smallbusiness.query.reconciliation;

import java.util.Collection;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;

/** One of the two that keep the aggregates of a topic: their owner, or the read model. */
interface Source {

  /** The most identifiers that may be named at once: they go into an address. */
  int MOST_NAMED = 100;

  /** All from an identifier on in pieces, as far as one answer goes. */
  RangeChecksums pieces(long from);

  /** A range as one piece. */
  RangeChecksum piece(long from, long to);

  /** The rows of a range, as far as one answer goes. */
  AggregateRows rows(long from, long to);

  /** Those of the named rows that there are. */
  AggregateRows rows(Collection<Long> ids);
}
