package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by identifier, as of one moment.
 *
 * @param next first identifier of the next answer; null when this one is complete
 */
public record AggregateRows(List<AggregateRow> rows, @Nullable Long next) {

  /** Takes a copy. */
  public AggregateRows {
    rows = List.copyOf(rows);
  }
}
