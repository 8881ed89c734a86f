package smallbusiness.query.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Rows that were read and still are as they were: they are given out again only when the database
 * says that it is in the same state as then. So an answer from memory is what the database would
 * answer, whoever writes to it, and on every replica.
 */
final class Memory<K, V> {

  /** What is remembered of one state; never mixed with another's. */
  private record Content<K, V>(String state, Map<K, V> rows) {}

  private final Source<K, V> source;
  private final Supplier<String> state;
  private final int most;
  private volatile Content<K, V> content = new Content<>("", Map.of());

  /**
   * @param most rows that are remembered at once
   */
  Memory(Source<K, V> source, Supplier<String> state, int most) {
    this.source = source;
    this.state = state;
    this.most = most;
  }

  /** The rows of these keys, as of a moment after the call. */
  Map<K, V> read(Set<K> keys) {
    Map<K, V> found = new HashMap<>();
    Content<K, V> known = content;
    if (keys.stream().anyMatch(known.rows::containsKey) && state.get().equals(known.state)) {
      keys.forEach(key -> known.rows.computeIfPresent(key, (same, row) -> keep(found, key, row)));
    }
    Set<K> missing = new HashSet<>(keys);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      Source.Rows<K, V> read = source.read(missing);
      found.putAll(read.byKey());
      remember(read);
    }
    return found;
  }

  /** Rows that are remembered now. */
  int size() {
    return content.rows.size();
  }

  private static <K, V> V keep(Map<K, V> found, K key, V row) {
    found.put(key, row);
    return row;
  }

  private void remember(Source.Rows<K, V> read) {
    int count = read.byKey().size();
    if (count == 0 || count > most) {
      return;
    }
    Content<K, V> known = content;
    if (!known.state.equals(read.state()) || known.rows.size() + count > most) {
      known = new Content<>(read.state(), new ConcurrentHashMap<>());
      content = known;
    }
    known.rows.putAll(read.byKey());
  }
}
