package smallbusiness.query.owners;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.statement.Piece;
import smallbusiness.messaging.statement.Pieces;
import smallbusiness.messaging.statement.Rows;
import smallbusiness.messaging.statement.StatedRow;

/** A side that is kept in memory, with answers as short as a test wants them. */
final class RowsInMemory implements Side {

  private final TreeMap<Long, StatedRow> rows = new TreeMap<>();
  private final int longest;

  /** A side that answers with at most so many rows, and cuts pieces of half as many. */
  RowsInMemory(int longest) {
    this.longest = longest;
  }

  @SuppressWarnings("NullAway") // which does not read from a class file that a value may be null
  static StatedRow row(long id, long version, @Nullable String name) {
    Map<String, @Nullable String> fields = new HashMap<>();
    fields.put("name", name);
    return new StatedRow(id, version, fields);
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
  public Pieces pieces(long from) {
    List<Piece> pieces = new ArrayList<>();
    long begin = from;
    for (int i = 0; i < 2; i++) {
      List<Long> ids = rows.tailMap(begin).keySet().stream().limit(longest / 2).toList();
      if (ids.size() < longest / 2) {
        pieces.add(piece(begin, Long.MAX_VALUE));
        return new Pieces(pieces, null);
      }
      pieces.add(piece(begin, ids.getLast()));
      begin = ids.getLast() + 1;
    }
    return new Pieces(pieces, begin);
  }

  @Override
  public Piece piece(long from, long to) {
    Collection<StatedRow> all = rows.subMap(from, true, to, true).values();
    return new Piece(
        from,
        to,
        all.size(),
        all.stream().mapToLong(StatedRow::version).sum(),
        Long.toString(all.stream().mapToLong(StatedRow::hashCode).sum()));
  }

  @Override
  public Rows rows(long from, long to) {
    List<StatedRow> all = List.copyOf(rows.subMap(from, true, to, true).values());
    return all.size() <= longest
        ? new Rows(all, null)
        : new Rows(all.subList(0, longest), all.get(longest).id());
  }

  @Override
  public Rows rows(Collection<Long> ids) {
    return new Rows(rows.values().stream().filter(row -> ids.contains(row.id())).toList(), null);
  }
}
