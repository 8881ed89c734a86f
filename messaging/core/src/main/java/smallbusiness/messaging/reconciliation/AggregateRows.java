package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by identifier, all as of one moment.
 *
 * @param next where the range goes on that was too long for one answer; null when it is complete
 */
public record AggregateRows(List<AggregateRow> rows, @Nullable Long next) {

  /** Takes a copy. */
  public AggregateRows {
    rows = List.copyOf(rows);
  }
}
