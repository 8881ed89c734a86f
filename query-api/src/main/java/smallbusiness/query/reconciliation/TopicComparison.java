package smallbusiness.query.reconciliation;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.AggregateRow;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.Comparison;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;

/**
 * Compares the two copies of one topic's aggregates. The first attempt compares the checksums of
 * the ranges that the owning system determines, and the rows where a checksum differs. Each further
 * attempt rereads the rows that may be in flight. Not thread-safe.
 */
final class TopicComparison implements Comparison {

  private final Source owner;
  private final Source copy;
  private final int maxSuspects;
  private final BooleanSupplier timeIsUp;
  private final Map<Long, Suspect> suspects = new TreeMap<>();
  private long ownerRows;
  private long copyRows;
  private long unexaminedRanges;
  private boolean begun;
  private boolean complete;

  /**
   * Creates a comparison.
   *
   * @param maxSuspects maximum aggregates that are compared one by one
   * @param timeIsUp asked before each range
   */
  TopicComparison(Source owner, Source copy, int maxSuspects, BooleanSupplier timeIsUp) {
    this.owner = owner;
    this.copy = copy;
    this.maxSuspects = maxSuspects;
    this.timeIsUp = timeIsUp;
  }

  @Override
  public boolean attempt() {
    if (begun) {
      reread();
    } else {
      begun = true;
      compareAll();
    }
    return suspects.values().stream().noneMatch(Suspect::isUndecided);
  }

  private void compareAll() {
    for (@Nullable Long from = Long.MIN_VALUE; from != null; ) {
      RangeChecksums answer = owner.ranges(from);
      for (RangeChecksum range : answer.ranges()) {
        if (timeIsUp.getAsBoolean()) {
          return;
        }
        RangeChecksum copied = copy.range(range.from(), range.to());
        ownerRows += range.rows();
        copyRows += copied.rows();
        if (!copied.equals(range)) {
          compareRows(range.from(), range.to());
        }
      }
      from = answer.next();
    }
    complete = true;
  }

  private void compareRows(long first, long last) {
    for (long from = first; ; ) {
      if (suspects.size() >= maxSuspects) {
        unexaminedRanges++;
        return;
      }
      AggregateRows owned = owner.rows(from, last);
      AggregateRows copied = copy.rows(from, last);
      long end = Math.min(end(owned, last), end(copied, last));
      Map<Long, AggregateRow> ownedById = byId(owned);
      Map<Long, AggregateRow> copiedById = byId(copied);
      SortedSet<Long> ids = new TreeSet<>(ownedById.keySet());
      ids.addAll(copiedById.keySet());
      // Beyond the end, one of the two responses is incomplete.
      ids.removeIf(id -> id > end);
      for (long id : ids) {
        RowPair pair = new RowPair(ownedById.get(id), copiedById.get(id));
        if (!pair.isEqual()) {
          suspects.put(id, new Suspect(id, pair));
        }
      }
      if (end >= last) {
        return;
      }
      from = end + 1;
    }
  }

  private static long end(AggregateRows rows, long last) {
    Long next = rows.next();
    return next == null ? last : next - 1;
  }

  private void reread() {
    List<Long> ids =
        suspects.values().stream().filter(Suspect::isUndecided).map(Suspect::id).toList();
    for (int i = 0; i < ids.size(); i += Source.MAX_NAMED) {
      List<Long> chunk = ids.subList(i, Math.min(ids.size(), i + Source.MAX_NAMED));
      Map<Long, AggregateRow> owned = byId(owner.rows(chunk));
      Map<Long, AggregateRow> copied = byId(copy.rows(chunk));
      for (long id : chunk) {
        RowPair pair = new RowPair(owned.get(id), copied.get(id));
        suspects.computeIfPresent(id, (key, suspect) -> suspect.reread(pair));
      }
    }
  }

  private static Map<Long, AggregateRow> byId(AggregateRows rows) {
    return rows.rows().stream().collect(toMap(AggregateRow::id, Function.identity()));
  }

  /** The result so far. */
  Result result(int maxDifferences) {
    List<Difference> all = new ArrayList<>();
    long different = 0;
    long changing = 0;
    for (Suspect suspect : suspects.values()) {
      List<Difference> differences = suspect.differences();
      all.addAll(differences);
      different += differences.isEmpty() ? 0 : 1;
      changing += suspect.isChanging() ? 1 : 0;
    }
    return new Result(
        ownerRows,
        copyRows,
        different,
        changing,
        unexaminedRanges,
        complete,
        List.copyOf(all.subList(0, Math.min(all.size(), maxDifferences))));
  }

  /**
   * Result of a comparison.
   *
   * @param ownerRows rows of the owning system, as read
   * @param readModelRows rows of the read model, as read
   * @param different aggregates that differ
   * @param changing aggregates that kept changing, so that the same version was never read on both
   *     sides
   * @param unexaminedRanges ranges that differ and were not examined because there were too many
   *     suspects
   * @param complete whether there was time for everything
   * @param differences the first of the differences
   */
  record Result(
      long ownerRows,
      long readModelRows,
      long different,
      long changing,
      long unexaminedRanges,
      boolean complete,
      List<Difference> differences) {}
}
