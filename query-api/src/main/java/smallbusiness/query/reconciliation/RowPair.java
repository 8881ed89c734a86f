package smallbusiness.query.reconciliation;

import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.AggregateRow;

/**
 * An aggregate as both sides had it; the owning system was read first.
 *
 * @param owner null when the owning system had none
 * @param copy null when the read model had none
 */
record RowPair(@Nullable AggregateRow owner, @Nullable AggregateRow copy) {

  /** Whether both sides have the same version, with the same fields, or neither has a row. */
  boolean isEqual() {
    if (owner == null || copy == null) {
      return owner == null && copy == null;
    }
    return owner.version() == copy.version() && owner.fields().equals(copy.fields());
  }

  /**
   * Whether an event may be in flight: one side has no row, or another version. Different fields of
   * the same version are a permanent difference.
   */
  boolean isUndecided() {
    if (owner == null || copy == null) {
      return owner != null || copy != null;
    }
    return owner.version() != copy.version();
  }
}
