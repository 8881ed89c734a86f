package smallbusiness.query.reconciliation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.AggregateRow;
import smallbusiness.query.reconciliation.Difference.Kind;
import smallbusiness.query.reconciliation.RowPair.Verdict;

/**
 * An aggregate of which the two sides did not say the same when it was first seen.
 *
 * @param first how it was seen first
 * @param last how it was seen last
 */
record Suspect(long id, RowPair first, RowPair last) {

  Suspect(long id, RowPair first) {
    this(id, first, first);
  }

  /** The same after another look. */
  Suspect again(RowPair now) {
    return new Suspect(id, first, now);
  }

  /** Whether another look can change the judgement. */
  boolean isOpen() {
    return last.verdict() == Verdict.OPEN;
  }

  /**
   * Whether it was never met in the same version on both sides only because it kept changing: each
   * side has come to what the other one had at first, or the owner has added or removed it since.
   */
  boolean isMoving() {
    if (!isOpen()) {
      return false;
    }
    if ((first.owner() == null) != (last.owner() == null)) {
      return true;
    }
    return last.owner() != null
        && last.here() != null
        && last.here().version() >= version(first.owner())
        && last.owner().version() >= version(first.here());
  }

  /** What differs for certain, or has not come to agree in time; empty for what moves. */
  List<Difference> differences() {
    if (isMoving()) {
      return List.of();
    }
    AggregateRow owner = last.owner();
    AggregateRow here = last.here();
    if (owner == null) {
      return here == null ? List.of() : versions(Kind.SURPLUS);
    }
    if (here == null) {
      return versions(Kind.MISSING);
    }
    if (owner.version() != here.version()) {
      return versions(here.version() < version(first.owner()) ? Kind.BEHIND : Kind.AHEAD);
    }
    return owner.fields().keySet().stream()
        .filter(name -> !Objects.equals(owner.fields().get(name), here.fields().get(name)))
        .map(
            name ->
                new Difference(
                    id, Kind.FIELD, name, owner.fields().get(name), here.fields().get(name)))
        .toList();
  }

  private List<Difference> versions(Kind kind) {
    return List.of(new Difference(id, kind, "version", text(last.owner()), text(last.here())));
  }

  private static @Nullable String text(@Nullable AggregateRow row) {
    return row == null ? null : Long.toString(row.version());
  }

  private static long version(@Nullable AggregateRow row) {
    return row == null ? 0 : row.version();
  }
}
