package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checksums of consecutive ranges, as of one moment.
 *
 * @param next first identifier of the next answer; null when this one is complete
 */
public record RangeChecksums(List<RangeChecksum> ranges, @Nullable Long next) {

  /** Takes a copy. */
  public RangeChecksums {
    ranges = List.copyOf(ranges);
  }
}
