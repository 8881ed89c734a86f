package smallbusiness.query.cache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks up rows, from the cache while nothing was written to the database, otherwise with a query
 * that concurrent readers share. One reader queries for all that wait; readers that arrive
 * meanwhile wait for the next query, so that a row is never read before its reader arrived. A
 * single reader queries immediately. Thread-safe; meant for virtual threads.
 */
public final class ReadCache<K, V> {

  /** More keys would slow the query down for readers of a single key. */
  private static final int MAX_KEYS = 200;

  /** Readers wait this long for a running query. Then one of them starts another next to it. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final SnapshotCache<K, V> rows;
  private final Deque<PendingLookup<K, V>> waiting = new ArrayDeque<>();
  private @Nullable PendingLookup<K, V> leader;
  private long leadingSince;

  /**
   * Creates an empty cache.
   *
   * @param maxSize rows that are cached at once
   */
  ReadCache(RowSource<K, V> source, SnapshotTracker snapshots, int maxSize) {
    this.rows = new SnapshotCache<>(source, snapshots, maxSize);
  }

  /** The current row, or that of at most the configured tolerance ago; empty when there is none. */
  public Optional<V> find(K key) {
    @Nullable V cached = rows.find(key);
    return cached != null ? Optional.of(cached) : lookUp(key);
  }

  private Optional<V> lookUp(K key) {
    PendingLookup<K, V> lookup = new PendingLookup<>(key);
    join(lookup);
    while (lookup.isWaiting()) {
      lookup.await(PATIENCE);
      overtake(lookup);
    }
    if (lookup.isLeading()) {
      query(lookup);
    }
    return Optional.ofNullable(lookup.row());
  }

  /** Lookups that are not part of a query yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void join(PendingLookup<K, V> lookup) {
    waiting.add(lookup);
    if (leader == null) {
      appoint(lookup);
    }
  }

  /** Starts another query next to one that hangs, even when the lookup is part of that one. */
  private synchronized void overtake(PendingLookup<K, V> lookup) {
    if (lookup.isWaiting() && System.nanoTime() - leadingSince > PATIENCE.toNanos()) {
      if (!waiting.contains(lookup)) {
        waiting.add(lookup);
      }
      appoint(lookup);
    }
  }

  private void appoint(PendingLookup<K, V> lookup) {
    leader = lookup;
    leadingSince = System.nanoTime();
    lookup.lead();
  }

  private void query(PendingLookup<K, V> own) {
    List<PendingLookup<K, V>> group = group(own);
    try {
      Map<K, V> found =
          rows.read(group.stream().map(PendingLookup::key).collect(Collectors.toUnmodifiableSet()));
      group.forEach(lookup -> lookup.complete(found.get(lookup.key())));
    } catch (RuntimeException | Error e) {
      group.forEach(lookup -> lookup.fail(e));
    } finally {
      handOver(own);
    }
  }

  private synchronized List<PendingLookup<K, V>> group(PendingLookup<K, V> own) {
    waiting.remove(own);
    List<PendingLookup<K, V>> group = new ArrayList<>(List.of(own));
    while (group.size() < MAX_KEYS && !waiting.isEmpty()) {
      group.add(waiting.remove());
    }
    return group;
  }

  private synchronized void handOver(PendingLookup<K, V> own) {
    if (leader == own) {
      leader = null;
      @Nullable PendingLookup<K, V> next = waiting.peek();
      if (next != null) {
        appoint(next);
      }
    }
  }
}
