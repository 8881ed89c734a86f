package smallbusiness.query.cache;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads rows for a cache.
 *
 * @param <K> the lookup key of a row
 * @param <V> a row: immutable, because concurrent readers share it
 */
@FunctionalInterface
public interface RowSource<K, V> {

  /**
   * SQL of the current snapshot as text. Equal texts mean that no writing transaction ended in
   * between, on any connection. Includes the server's start time, because each server counts its
   * own transactions.
   */
  String SNAPSHOT =
      "(select pg_current_snapshot() || ' ' || extract(epoch from pg_postmaster_start_time()))";

  /**
   * Reads the rows of these keys in one statement.
   *
   * @param keys at least one
   */
  Rows<K, V> read(Set<K> keys);

  /** A source that runs one statement per key. */
  static <K, V> RowSource<K, V> oneByOne(Function<K, Rows<K, V>> read) {
    return keys -> Rows.combined(keys.stream().map(read).toList());
  }

  /**
   * Rows of one snapshot.
   *
   * @param snapshot {@link #SNAPSHOT} as seen by the statement that read the rows; empty when
   *     unknown, which keeps the rows out of the cache
   * @param byKey the rows found
   */
  record Rows<K, V>(String snapshot, Map<K, V> byKey) {

    <W> Rows<K, W> map(Function<V, W> mapper) {
      Map<K, W> mapped = new HashMap<>();
      byKey.forEach((key, row) -> mapped.put(key, mapper.apply(row)));
      return new Rows<>(snapshot, mapped);
    }

    private static <K, V> Rows<K, V> combined(List<Rows<K, V>> parts) {
      Set<String> snapshots = parts.stream().map(Rows::snapshot).collect(toSet());
      Map<K, V> all = new HashMap<>();
      parts.forEach(part -> all.putAll(part.byKey));
      return new Rows<>(snapshots.size() == 1 ? snapshots.iterator().next() : "", all);
    }
  }
}
