package smallbusiness.query.cache;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one database snapshot. A row is returned only while the database is confirmed to be at
 * that snapshot, so a cached row is what the database would return, whichever replica writes.
 */
final class SnapshotCache<K, V> {

  /** The rows of one snapshot, never mixed with those of another. */
  private record Content<K, V>(String snapshot, Map<K, V> rows) {}

  private final RowSource<K, V> source;
  private final SnapshotTracker snapshots;
  private final int maxSize;
  private final AtomicReference<Content<K, V>> content = new AtomicReference<>(empty());

  SnapshotCache(RowSource<K, V> source, SnapshotTracker snapshots, int maxSize) {
    this.source = source;
    this.snapshots = snapshots;
    this.maxSize = maxSize;
  }

  /** The cached row; null when it must be read. */
  @Nullable V find(K key) {
    Content<K, V> cached = content.get();
    V row = cached.rows.get(key);
    return row != null && isCurrent(cached) ? row : null;
  }

  private boolean isCurrent(Content<K, V> cached) {
    boolean current = snapshots.current().equals(cached.snapshot);
    if (!current) {
      content.compareAndSet(cached, empty()); // saves the check for each of its other rows
    }
    return current;
  }

  /** Reads and caches the rows of these keys, as of a moment after the call. */
  Map<K, V> read(Set<K> keys) {
    long started = snapshots.now();
    RowSource.Rows<K, V> read = source.read(keys);
    if (read.snapshot().isEmpty()) {
      snapshots.expireOlder(); // readers learn that a row is missing, too
    } else {
      snapshots.observe(read.snapshot(), started);
      if (read.byKey().size() <= maxSize) {
        add(read);
      }
    }
    return read.byKey();
  }

  /** Rows that are cached now. */
  int size() {
    return content.get().rows.size();
  }

  private static <K, V> Content<K, V> empty() {
    return new Content<>("", Map.of());
  }

  private void add(RowSource.Rows<K, V> read) {
    Content<K, V> cached = content.get();
    if (!cached.snapshot.equals(read.snapshot())
        || cached.rows.size() + read.byKey().size() > maxSize) {
      cached = new Content<>(read.snapshot(), new ConcurrentHashMap<>());
      content.set(cached);
    }
    cached.rows.putAll(read.byKey());
  }
}
