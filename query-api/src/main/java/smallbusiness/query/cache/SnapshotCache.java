package smallbusiness.query.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Caches rows with the database snapshot that they were read from. A row is returned only while the
 * database is confirmed to be at that snapshot, so a cached row is what the database would return,
 * whichever replica writes.
 */
final class SnapshotCache<K, V> {

  private record Entry<V>(String snapshot, V row) {}

  private final RowSource<K, V> source;
  private final SnapshotTracker snapshots;
  private final Cache<K, Entry<V>> entries;

  SnapshotCache(RowSource<K, V> source, SnapshotTracker snapshots, int maxSize) {
    this.source = source;
    this.snapshots = snapshots;
    this.entries = Caffeine.newBuilder().maximumSize(maxSize).executor(Runnable::run).build();
  }

  /** The cached row; null when it must be read. */
  @Nullable V find(K key) {
    @Nullable Entry<V> entry = entries.getIfPresent(key);
    return entry != null && snapshots.isCurrent(entry.snapshot) ? entry.row : null;
  }

  /** Reads and caches the rows of these keys, as of a moment after the call. */
  Map<K, V> read(Set<K> keys) {
    long started = snapshots.now();
    RowSource.Rows<K, V> read = source.read(keys);
    if (read.snapshot().isEmpty()) {
      snapshots.expireOlder(); // a missing row also tells readers about the current state
    } else {
      snapshots.observe(read.snapshot(), started);
      read.byKey().forEach((key, row) -> entries.put(key, new Entry<>(read.snapshot(), row)));
    }
    return read.byKey();
  }

  /** Rows that are cached now. */
  long size() {
    entries.cleanUp();
    return entries.estimatedSize();
  }
}
