package smallbusiness.query.reconciliation;

import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.AggregateRow;

/**
 * An aggregate as both sides had it, the owner looked at first.
 *
 * @param owner null when the owner had none
 * @param here null when the read model had none
 */
record RowPair(@Nullable AggregateRow owner, @Nullable AggregateRow here) {

  /** What one sighting tells. */
  enum Verdict {
    /** Both say the same. */
    EQUAL,
    /** Both have the same version of it and say different things: no event can mend that. */
    DIFFERENT,
    /** One has it and the other has not, or not in this version; it may be under way. */
    OPEN
  }

  Verdict verdict() {
    if (owner == null || here == null) {
      return owner == null && here == null ? Verdict.EQUAL : Verdict.OPEN;
    }
    if (owner.version() != here.version()) {
      return Verdict.OPEN;
    }
    return owner.fields().equals(here.fields()) ? Verdict.EQUAL : Verdict.DIFFERENT;
  }
}
