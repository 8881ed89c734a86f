package smallbusiness.query.cache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks up rows, from the cache while nothing was written to the database, otherwise with a query
 * that concurrent readers share. Lookups that arrive during a query wait for the next one, so that
 * a row is never read before its lookup arrived. A single reader queries immediately. Thread-safe;
 * meant for virtual threads.
 */
public final class ReadCache<K, V> {

  /** More keys would slow the query down for readers of a single key. */
  private static final int MAX_KEYS = 200;

  /** Readers wait this long for a running query. Then one of them starts another in parallel. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private record Lookup<K, V>(K key, CompletableFuture<Optional<V>> row) {}

  private final SnapshotCache<K, V> rows;
  private final Deque<Lookup<K, V>> waiting = new ArrayDeque<>();
  private @Nullable Lookup<K, V> leader;
  private long leadingSince;

  /**
   * Creates an empty cache.
   *
   * @param maxSize maximum number of cached rows
   */
  ReadCache(RowSource<K, V> source, SnapshotTracker snapshots, int maxSize) {
    this.rows = new SnapshotCache<>(source, snapshots, maxSize);
  }

  /** The row as of at most the configured tolerance ago; empty when there is none. */
  public Optional<V> find(K key) {
    @Nullable V cached = rows.find(key);
    return cached != null ? Optional.of(cached) : lookUp(key);
  }

  private Optional<V> lookUp(K key) {
    Lookup<K, V> lookup = new Lookup<>(key, new CompletableFuture<>());
    boolean leads = join(lookup);
    while (true) {
      if (leads) {
        query(lookup);
      }
      try {
        return lookup.row.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        leads = takeOver(lookup);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Lookups that are not part of a query yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Adds a lookup, and returns whether the caller must run the query. */
  private synchronized boolean join(Lookup<K, V> lookup) {
    waiting.add(lookup);
    return leader == null && setLeader(lookup);
  }

  /**
   * Returns whether the caller must run another query in parallel, because the current one hangs.
   */
  private synchronized boolean takeOver(Lookup<K, V> lookup) {
    return System.nanoTime() - leadingSince > PATIENCE.toNanos() && setLeader(lookup);
  }

  private boolean setLeader(Lookup<K, V> lookup) {
    leader = lookup;
    leadingSince = System.nanoTime();
    return true;
  }

  private void query(Lookup<K, V> own) {
    List<Lookup<K, V>> group = group(own);
    try {
      Map<K, V> found =
          rows.read(group.stream().map(Lookup::key).collect(Collectors.toUnmodifiableSet()));
      group.forEach(lookup -> lookup.row.complete(Optional.ofNullable(found.get(lookup.key))));
    } catch (RuntimeException | Error e) {
      group.forEach(lookup -> lookup.row.completeExceptionally(e));
    } finally {
      handOver(own);
    }
  }

  private synchronized List<Lookup<K, V>> group(Lookup<K, V> own) {
    waiting.remove(own);
    List<Lookup<K, V>> group = new ArrayList<>(List.of(own));
    while (group.size() < MAX_KEYS && !waiting.isEmpty()) {
      group.add(waiting.remove());
    }
    return group;
  }

  /** Starts the next query when lookups arrived during this one. */
  private synchronized void handOver(Lookup<K, V> own) {
    if (own.equals(leader)) {
      leader = null;
      @Nullable Lookup<K, V> next = waiting.peek();
      if (next != null && setLeader(next)) {
        Thread.startVirtualThread(() -> query(next));
      }
    }
  }
}
