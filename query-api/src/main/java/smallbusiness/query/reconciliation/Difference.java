package smallbusiness.query.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * What the owner and the read model do not say alike of one aggregate.
 *
 * @param id the aggregate's identifier
 * @param field what differs; {@code version} where one has it and the other has not, or they have
 *     different versions of it
 * @param owner the owner's value; null when it has none
 * @param readModel the read model's value; null when it has none
 */
record Difference(
    long id, Kind kind, String field, @Nullable String owner, @Nullable String readModel) {

  /** How the two differ. */
  enum Kind {
    /** The owner has it, and the read model has not. */
    MISSING,
    /** The read model has it, and the owner has not. */
    SURPLUS,
    /** The read model has not come to the version that the owner had when it was first seen. */
    BEHIND,
    /** The owner does not come to the version that the read model had when it was first seen. */
    AHEAD,
    /** Both have the same version, and a field differs. */
    FIELD
  }
}
