package smallbusiness.query.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * A difference between the owning system and the read model.
 *
 * @param id the aggregate's identifier
 * @param field the field that differs; {@code version} when one side has no row or another version
 * @param owner the owning system's value; null when it has none
 * @param readModel the read model's value; null when it has none
 */
record Difference(
    long id, Kind kind, String field, @Nullable String owner, @Nullable String readModel) {

  /** How the two differ. */
  enum Kind {
    /** Only the owning system has a row. */
    MISSING,
    /** Only the read model has a row. */
    SURPLUS,
    /** The read model has not reached the version that the owning system had when first read. */
    BEHIND,
    /** The owning system has not reached the version that the read model had when first read. */
    AHEAD,
    /** Both have the same version, and a field differs. */
    FIELD
  }
}
