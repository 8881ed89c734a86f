package smallbusiness.query.reconciliation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.AggregateRow;
import smallbusiness.query.reconciliation.Difference.Kind;

/**
 * An aggregate that was not equal on both sides when it was first read.
 *
 * @param first as first read
 * @param last as last read
 */
record Suspect(long id, RowPair first, RowPair last) {

  Suspect(long id, RowPair first) {
    this(id, first, first);
  }

  /** The suspect after it was read again. */
  Suspect reread(RowPair now) {
    return new Suspect(id, first, now);
  }

  /** Whether reading it again could change the result. */
  boolean isUndecided() {
    return last.isUndecided();
  }

  /**
   * Whether it is undecided only because it keeps changing: each side has reached the version that
   * the other one had at first, or the owning system has added or removed it since.
   */
  boolean isChanging() {
    if (!isUndecided()) {
      return false;
    }
    if ((first.owner() == null) != (last.owner() == null)) {
      return true;
    }
    return last.owner() != null
        && last.copy() != null
        && last.copy().version() >= version(first.owner())
        && last.owner().version() >= version(first.copy());
  }

  /**
   * The permanent differences, and those that did not resolve in time; empty while it is changing.
   */
  List<Difference> differences() {
    AggregateRow owner = last.owner();
    AggregateRow copy = last.copy();
    if (isChanging() || (owner == null && copy == null)) {
      return List.of();
    }
    if (owner == null) {
      return version(Kind.SURPLUS);
    }
    if (copy == null) {
      return version(Kind.MISSING);
    }
    if (owner.version() != copy.version()) {
      return version(copy.version() < version(first.owner()) ? Kind.BEHIND : Kind.AHEAD);
    }
    return owner.fields().keySet().stream()
        .filter(name -> !Objects.equals(owner.fields().get(name), copy.fields().get(name)))
        .map(
            name ->
                new Difference(
                    id, Kind.FIELD, name, owner.fields().get(name), copy.fields().get(name)))
        .toList();
  }

  private List<Difference> version(Kind kind) {
    return List.of(new Difference(id, kind, "version", text(last.owner()), text(last.copy())));
  }

  private static @Nullable String text(@Nullable AggregateRow row) {
    return row == null ? null : Long.toString(row.version());
  }

  private static long version(@Nullable AggregateRow row) {
    return row == null ? 0 : row.version();
  }
}
