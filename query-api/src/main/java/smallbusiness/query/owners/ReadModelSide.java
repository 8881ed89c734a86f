package smallbusiness.query.owners;

import java.util.Collection;
import smallbusiness.messaging.statement.Piece;
import smallbusiness.messaging.statement.Pieces;
import smallbusiness.messaging.statement.Rows;
import smallbusiness.messaging.statement.StatedAggregate;
import smallbusiness.messaging.statement.Statements;

/** What the read model has of a topic. */
record ReadModelSide(Statements statements, StatedAggregate aggregate) implements Side {

  @Override
  public Pieces pieces(long from) {
    return statements.pieces(aggregate, from, Long.MAX_VALUE);
  }

  @Override
  public Piece piece(long from, long to) {
    return statements.piece(aggregate, from, to);
  }

  @Override
  public Rows rows(long from, long to) {
    return statements.rows(aggregate, from, to);
  }

  @Override
  public Rows rows(Collection<Long> ids) {
    return statements.rows(aggregate, ids);
  }
}
