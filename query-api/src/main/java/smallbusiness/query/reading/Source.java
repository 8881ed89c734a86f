package smallbusiness.query.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where rows come from.
 *
 * @param <K> what a row is asked for by
 * @param <V> a row: immutable, for many readers get the same one
 */
@FunctionalInterface
public interface Source<K, V> {

  /**
   * What the database looks like, as text: equal texts mean that no transaction that wrote anything
   * has ended in between, whoever ran it. The start of the server is part of it, because another
   * server counts transactions by itself.
   */
  String STATE =
      "(select pg_current_snapshot() || ' ' || extract(epoch from pg_postmaster_start_time()))";

  /**
   * Reads the rows of these keys in one statement.
   *
   * @param keys at least one
   */
  Rows<K, V> read(Set<K> keys);

  /** A source that reads each key with a statement of its own. */
  static <K, V> Source<K, V> oneByOne(Function<K, Rows<K, V>> read) {
    return keys -> Rows.joined(keys.stream().map(read).toList());
  }

  /**
   * Rows of one moment.
   *
   * @param state {@link #STATE} as the very statement saw it that read the rows
   * @param byKey those that there are
   */
  record Rows<K, V>(String state, Map<K, V> byKey) {

    /** The same with something made of each row. */
    <W> Rows<K, W> map(Function<V, W> made) {
      Map<K, W> all = new HashMap<>();
      byKey.forEach((key, row) -> all.put(key, made.apply(row)));
      return new Rows<>(state, all);
    }

    /** All of these as one; of no state that comes again when theirs differ. */
    private static <K, V> Rows<K, V> joined(Collection<Rows<K, V>> parts) {
      Set<String> states = parts.stream().map(Rows::state).collect(Collectors.toSet());
      Map<K, V> all = new HashMap<>();
      parts.forEach(part -> all.putAll(part.byKey));
      return new Rows<>(states.size() == 1 ? states.iterator().next() : "", all);
    }
  }
}
