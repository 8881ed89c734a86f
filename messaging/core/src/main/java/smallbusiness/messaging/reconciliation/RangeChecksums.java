package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of identifiers in pieces without a gap between them, all as of one moment.
 *
 * @param next where the range goes on that was too long for one answer; null when it is complete
 */
public record RangeChecksums(List<RangeChecksum> pieces, @Nullable Long next) {

  /** Takes a copy. */
  public RangeChecksums {
    pieces = List.copyOf(pieces);
  }
}
