package smallbusiness.query.owners;

import java.util.Collection;
import smallbusiness.messaging.statement.Piece;
import smallbusiness.messaging.statement.Pieces;
import smallbusiness.messaging.statement.Rows;

/** One of the two that keep the aggregates of a topic: their owner, or the read model. */
interface Side {

  /** The most identifiers that may be named at once: they go into an address. */
  int MOST_NAMED = 100;

  /** All from an identifier on in pieces, as far as one answer goes. */
  Pieces pieces(long from);

  /** A range as one piece. */
  Piece piece(long from, long to);

  /** The rows of a range, as far as one answer goes. */
  Rows rows(long from, long to);

  /** Those of the named rows that there are. */
  Rows rows(Collection<Long> ids);
}
