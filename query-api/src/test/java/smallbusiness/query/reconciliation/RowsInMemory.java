package smallbusiness.query.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.AggregateRow;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;

/** A side in memory, with answers of limited length. */
final class RowsInMemory implements Source {

  private final TreeMap<Long, AggregateRow> rows = new TreeMap<>();
  private final int longest;

  /** A side with at most this many rows in an answer, and ranges of half as many. */
  RowsInMemory(int longest) {
    this.longest = longest;
  }

  @SuppressWarnings("NullAway") // which does not read from a class file that a value may be null
  static AggregateRow row(long id, long version, @Nullable String name) {
    Map<String, @Nullable String> fields = new HashMap<>();
    fields.put("name", name);
    return new AggregateRow(id, version, fields);
  }

  RowsInMemory put(long id, long version, @Nullable String name) {
    rows.put(id, row(id, version, name));
    return this;
  }

  RowsInMemory remove(long id) {
    rows.remove(id);
    return this;
  }

  @Override
  public RangeChecksums ranges(long from) {
    List<RangeChecksum> ranges = new ArrayList<>();
    long begin = from;
    for (int i = 0; i < 2; i++) {
      List<Long> ids = rows.tailMap(begin).keySet().stream().limit(longest / 2).toList();
      if (ids.size() < longest / 2) {
        ranges.add(range(begin, Long.MAX_VALUE));
        return new RangeChecksums(ranges, null);
      }
      ranges.add(range(begin, ids.getLast()));
      begin = ids.getLast() + 1;
    }
    return new RangeChecksums(ranges, begin);
  }

  @Override
  public RangeChecksum range(long from, long to) {
    Collection<AggregateRow> all = rows.subMap(from, true, to, true).values();
    return new RangeChecksum(
        from,
        to,
        all.size(),
        all.stream().mapToLong(AggregateRow::version).sum(),
        Long.toString(all.stream().mapToLong(AggregateRow::hashCode).sum()));
  }

  @Override
  public AggregateRows rows(long from, long to) {
    List<AggregateRow> all = List.copyOf(rows.subMap(from, true, to, true).values());
    return all.size() <= longest
        ? new AggregateRows(all, null)
        : new AggregateRows(all.subList(0, longest), all.get(longest).id());
  }

  @Override
  public AggregateRows rows(Collection<Long> ids) {
    return new AggregateRows(
        rows.values().stream().filter(row -> ids.contains(row.id())).toList(), null);
  }
}
