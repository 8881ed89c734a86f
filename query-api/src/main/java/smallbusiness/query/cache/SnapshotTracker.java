package smallbusiness.query.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tracks the snapshot of the database, {@link RowSource#SNAPSHOT}. One query serves all readers for
 * half of the tolerance. So a cached response may be older than its request by at most the
 * tolerance, and never older than the last {@link #expireOlder}. Thread-safe.
 */
@Component
public final class SnapshotTracker {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTracker.class);

  /** Readers wait this long for a running query. Then the next one queries in parallel. */
  private static final long PATIENCE_MILLIS = 250;

  /**
   * The newest snapshot seen so far.
   *
   * @param time by {@link System#nanoTime}: the database was at the snapshot then or later
   */
  private record Observation(DatabaseSnapshot snapshot, long time) {

    boolean isSince(long earliest) {
      return time - earliest >= 0;
    }

    /**
     * Combines the newer snapshot with the later time. This is correct even if the statement that
     * started earlier saw the newer snapshot: the other one saw the older snapshot after the later
     * time, so the database reached the newer one after that.
     */
    Observation and(Observation other) {
      Observation later = isSince(other.time) ? this : other;
      if (!snapshot.hasSameServer(other.snapshot)) {
        return later;
      }
      return new Observation(
          snapshot.isNewerThan(other.snapshot) ? snapshot : other.snapshot, later.time);
    }
  }

  private final Supplier<String> query;
  private final long tolerance;
  private final LongSupplier clock;
  private final ReentrantLock querying = new ReentrantLock();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final AtomicReference<Observation> last;
  private final AtomicLong earliest;

  @Autowired
  SnapshotTracker(JdbcClient jdbc, ReadCacheProperties properties) {
    this(
        () -> jdbc.sql("select " + RowSource.SNAPSHOT).query(String.class).single(),
        properties.tolerance(),
        System::nanoTime);
  }

  /**
   * Starts without an observation.
   *
   * @param tolerance how old an observation may be; zero makes every reader query, or share the
   *     query of a later one
   * @param clock like {@link System#nanoTime}
   */
  SnapshotTracker(Supplier<String> query, Duration tolerance, LongSupplier clock) {
    this.query = query;
    this.tolerance = tolerance.toNanos();
    this.clock = clock;
    this.earliest = new AtomicLong(clock.getAsLong());
    this.last = new AtomicReference<>(new Observation(DatabaseSnapshot.NONE, earliest.get() - 1));
  }

  /**
   * Expires all earlier observations. Call it when a client learns the current state of the
   * database: no response from now on is older.
   */
  public void expireOlder() {
    long now = clock.getAsLong();
    earliest.accumulateAndGet(now, (a, b) -> a - b >= 0 ? a : b);
  }

  /** Whether the database is at this snapshot. Queries only when no newer one was seen. */
  boolean isCurrent(String snapshot) {
    return last.get().snapshot.text().equals(snapshot) && current().equals(snapshot);
  }

  /** The snapshot, seen within the tolerance before the call and after {@link #expireOlder}. */
  String current() {
    long now = clock.getAsLong();
    long oldest = now - tolerance;
    long since = earliest.get() - oldest >= 0 ? earliest.get() : oldest;
    Observation known = last.get();
    if (!known.isSince(since)) {
      return query(since);
    }
    if (!known.isSince(now - tolerance / 2) && refreshing.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::refresh);
    }
    return known.snapshot.text();
  }

  /** Queries ahead, so that readers under load do not wait. */
  private void refresh() {
    try {
      query(clock.getAsLong());
    } catch (DataAccessException e) {
      LOG.debug("Refreshing the database snapshot failed; the next reader queries it", e);
    } finally {
      refreshing.set(false);
    }
  }

  private String query(long since) {
    boolean locked = tryLock();
    try {
      Observation known = last.get();
      if (known.isSince(since)) {
        return known.snapshot.text();
      }
      long started = clock.getAsLong();
      return observe(query.get(), started);
    } finally {
      if (locked) {
        querying.unlock();
      }
    }
  }

  private boolean tryLock() {
    try {
      return querying.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The current time, for {@link #observe}. */
  long now() {
    return clock.getAsLong();
  }

  /**
   * Records the snapshot that a statement saw.
   *
   * @param started when the statement started
   * @return the newest snapshot seen by any statement
   */
  String observe(String snapshot, long started) {
    Observation observation = new Observation(DatabaseSnapshot.parse(snapshot), started);
    return last.accumulateAndGet(observation, Observation::and).snapshot.text();
  }
}
