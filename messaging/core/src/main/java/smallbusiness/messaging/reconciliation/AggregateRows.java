package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates in the order of their identifiers, from one snapshot.
 *
 * @param next first identifier of the next request; null if this response is complete
 */
public record AggregateRows(List<AggregateRow> rows, @Nullable Long next) {

  public AggregateRows {
    rows = List.copyOf(rows);
  }
}
