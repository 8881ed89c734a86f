package smallbusiness.query.reconciliation;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
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
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;
import smallbusiness.query.reconciliation.RowPair.Verdict;

/**
 * Compares the two sides of one topic: piece by piece as the owner cuts them, row by row where a
 * piece differs, and again and again what may still be under way. Used by one thread.
 */
final class TopicComparison {

  private final Source owner;
  private final Source here;
  private final int maxSuspects;
  private final BooleanSupplier timeIsUp;
  private final Map<Long, Suspect> suspects = new TreeMap<>();
  private long ownerRows;
  private long rowsHere;
  private long notLookedInto;
  private boolean whole;

  /**
   * A comparison that has not begun.
   *
   * @param maxSuspects most aggregates that are looked at one by one
   * @param timeIsUp asked before each piece
   */
  TopicComparison(Source owner, Source here, int maxSuspects, BooleanSupplier timeIsUp) {
    this.owner = owner;
    this.here = here;
    this.maxSuspects = maxSuspects;
    this.timeIsUp = timeIsUp;
  }

  /** Goes over everything once, or until the time is up. */
  void walk() {
    for (@Nullable Long from = Long.MIN_VALUE; from != null; ) {
      RangeChecksums cut = owner.pieces(from);
      for (RangeChecksum piece : cut.pieces()) {
        if (timeIsUp.getAsBoolean()) {
          return;
        }
        compare(piece);
      }
      from = cut.next();
    }
    whole = true;
  }

  private void compare(RangeChecksum piece) {
    RangeChecksum mine = here.piece(piece.from(), piece.to());
    ownerRows += piece.rows();
    rowsHere += mine.rows();
    if (!mine.equals(piece)) {
      lookInto(piece.from(), piece.to());
    }
  }

  private void lookInto(long first, long last) {
    for (long from = first; ; ) {
      if (suspects.size() >= maxSuspects) {
        notLookedInto++;
        return;
      }
      AggregateRows owned = owner.rows(from, last);
      AggregateRows mine = here.rows(from, last);
      long end = Math.min(end(owned, last), end(mine, last));
      Map<Long, AggregateRow> ownedById = byId(owned);
      Map<Long, AggregateRow> mineById = byId(mine);
      SortedSet<Long> ids = new TreeSet<>(ownedById.keySet());
      ids.addAll(mineById.keySet());
      // Beyond the end one of the two answers was cut short.
      ids.removeIf(id -> id > end);
      for (long id : ids) {
        RowPair seen = new RowPair(ownedById.get(id), mineById.get(id));
        if (seen.verdict() != Verdict.EQUAL) {
          suspects.put(id, new Suspect(id, seen));
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

  /** Whether another look can tell more. */
  boolean isOpen() {
    return suspects.values().stream().anyMatch(Suspect::isOpen);
  }

  /** Looks again at what may be under way. */
  void lookAgain() {
    List<Long> open = suspects.values().stream().filter(Suspect::isOpen).map(Suspect::id).toList();
    for (int i = 0; i < open.size(); i += Source.MOST_NAMED) {
      List<Long> some = open.subList(i, Math.min(open.size(), i + Source.MOST_NAMED));
      Map<Long, AggregateRow> owned = byId(owner.rows(some));
      Map<Long, AggregateRow> mine = byId(here.rows(some));
      for (long id : some) {
        RowPair seen = new RowPair(owned.get(id), mine.get(id));
        suspects.computeIfPresent(id, (same, suspect) -> suspect.again(seen));
      }
    }
  }

  private static Map<Long, AggregateRow> byId(AggregateRows rows) {
    return rows.rows().stream().collect(toMap(AggregateRow::id, Function.identity()));
  }

  /** What is known now, with so many differences named. */
  Found found(int named) {
    List<Difference> all = new ArrayList<>();
    long different = 0;
    long moving = 0;
    Collection<Suspect> seen = suspects.values();
    for (Suspect suspect : seen) {
      List<Difference> differences = suspect.differences();
      all.addAll(differences);
      different += differences.isEmpty() ? 0 : 1;
      moving += suspect.isMoving() ? 1 : 0;
    }
    return new Found(
        ownerRows,
        rowsHere,
        different,
        moving,
        notLookedInto,
        whole,
        all.subList(0, Math.min(all.size(), named)));
  }

  /**
   * What a comparison came to.
   *
   * @param ownerRows aggregates that the owner has, as seen on the way
   * @param readModelRows aggregates that the read model has, as seen on the way
   * @param different aggregates that differ
   * @param moving aggregates that kept changing, with the read model behind them, so that they were
   *     never met in the same version
   * @param notLookedInto pieces that differ and were not looked into, for there were too many
   *     suspects already
   * @param whole whether time was enough for everything
   * @param differences the first of the differences
   */
  record Found(
      long ownerRows,
      long readModelRows,
      long different,
      long moving,
      long notLookedInto,
      boolean whole,
      List<Difference> differences) {

    /** Takes a copy. */
    Found {
      differences = List.copyOf(differences);
    }
  }
}
