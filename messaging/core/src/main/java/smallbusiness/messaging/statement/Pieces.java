package smallbusiness.messaging.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of identifiers in pieces without a gap between them, all as of one moment.
 *
 * @param next where the range goes on that was too long for one answer; null when it is complete
 */
public record Pieces(List<Piece> pieces, @Nullable Long next) {

  /** Takes a copy. */
  public Pieces {
    pieces = List.copyOf(pieces);
  }
}
