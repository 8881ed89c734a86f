package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checksums of consecutive ranges, from one snapshot.
 *
 * @param next first identifier of the next request; null if this response is complete
 */
public record RangeChecksums(List<RangeChecksum> ranges, @Nullable Long next) {

  public RangeChecksums {
    ranges = List.copyOf(ranges);
  }
}
