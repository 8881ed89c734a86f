package smallbusiness.query.reading;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read and still are as they were: they are given out again only when the database
 * is confirmed to be in the same state as then. So an answer from memory is what the database would
 * answer, whoever writes to it, and on every replica.
 */
final class Memory<K, V> {

  /** What is remembered of one state; never mixed with another's. */
  private record Content<K, V>(String state, Map<K, V> rows) {}

  private final Source<K, V> source;
  private final DatabaseState state;
  private final int most;
  private final AtomicReference<Content<K, V>> content = new AtomicReference<>(nothing());

  /**
   * @param most rows that are remembered at once
   */
  Memory(Source<K, V> source, DatabaseState state, int most) {
    this.source = source;
    this.state = state;
    this.most = most;
  }

  /** The row if it is remembered, and confirmed; null when it must be read. */
  @Nullable V find(K key) {
    Content<K, V> known = content.get();
    V row = known.rows.get(key);
    return row != null && isConfirmed(known) ? row : null;
  }

  private boolean isConfirmed(Content<K, V> known) {
    boolean same = state.confirmed().equals(known.state);
    if (!same) {
      content.compareAndSet(known, nothing()); // or each of its rows would be asked about, too
    }
    return same;
  }

  /** The rows of these keys from their source, as of a moment after the call. */
  Map<K, V> read(Set<K> keys) {
    long began = state.now();
    Source.Rows<K, V> read = source.read(keys);
    if (read.state().isEmpty()) {
      state.advance(); // what was not found is told to readers as well
    } else {
      state.seen(read.state(), began);
      if (read.byKey().size() <= most) {
        remember(read);
      }
    }
    return read.byKey();
  }

  /** Rows that are remembered now. */
  int size() {
    return content.get().rows.size();
  }

  private static <K, V> Content<K, V> nothing() {
    return new Content<>("", Map.of());
  }

  private void remember(Source.Rows<K, V> read) {
    Content<K, V> known = content.get();
    if (!known.state.equals(read.state()) || known.rows.size() + read.byKey().size() > most) {
      known = new Content<>(read.state(), new ConcurrentHashMap<>());
      content.set(known);
    }
    known.rows.putAll(read.byKey());
  }
}
