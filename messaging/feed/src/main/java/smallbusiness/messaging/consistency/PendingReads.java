package smallbusiness.messaging.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;

/**
 * The reads that wait for the versions named in their tokens. A waiting read holds its thread,
 * which should be a virtual one, and nothing else: one background thread checks all of them, with
 * one query when an aggregate that a read reads for has moved.
 */
public final class PendingReads implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(PendingReads.class);

  private final VisibleVersions versions;
  private final UnaryOperator<Set<Aggregate>> parked;
  private final ConsistencyProperties properties;
  private final Set<PendingRead> reads = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Collection<Aggregate>> moved = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;

  PendingReads(
      VisibleVersions versions,
      UnaryOperator<Set<Aggregate>> parked,
      ConsistencyProperties properties) {
    this.versions = versions;
    this.parked = parked;
    this.properties = properties;
  }

  /**
   * Returns as soon as the read model has the versions of the token. Call it outside a transaction:
   * an older snapshot might not contain them.
   *
   * @throws NotYetVisibleException on a timeout
   * @throws AggregateParkedException when a missing aggregate is parked; detected within {@code
   *     consistency.recheck}
   */
  public void await(ConsistencyToken token, Duration atMost) {
    if (token.isEmpty()) {
      return;
    }
    PendingRead read = new PendingRead(token);
    // Register before the first query, so that no version is missed in between.
    reads.add(read);
    try {
      read.visible(versions.of(token.versions().keySet()));
      read.await(atMost);
    } finally {
      reads.remove(read);
    }
  }

  /** The number of waiting reads. */
  public int size() {
    return reads.size();
  }

  /** Ends the reads that wait for these versions. Does not block. */
  void visible(Map<Aggregate, Long> versions) {
    reads.forEach(read -> read.visible(versions));
  }

  /** Schedules a check of these aggregates, which another replica has changed. */
  void moved(Collection<Aggregate> aggregates) {
    if (!reads.isEmpty()) {
      moved.add(aggregates);
    }
  }

  private void checkReads() {
    long checked = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Set<Aggregate> changed = takeMoved();
        if (System.nanoTime() - checked >= properties.recheck().toNanos()) {
          check(wanted());
          failParked(wanted());
          checked = System.nanoTime();
        } else {
          changed.retainAll(wanted());
          check(changed);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("Could not check the pending reads; retrying", e);
      }
    }
  }

  /** The aggregates that have moved; empty after {@code consistency.recheck} without any. */
  private Set<Aggregate> takeMoved() throws InterruptedException {
    Set<Aggregate> changed = new HashSet<>();
    var first = moved.poll(properties.recheck().toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      changed.addAll(first);
      List<Collection<Aggregate>> more = new ArrayList<>();
      moved.drainTo(more);
      more.forEach(changed::addAll);
    }
    return changed;
  }

  private Set<Aggregate> wanted() {
    Set<Aggregate> wanted = new HashSet<>();
    reads.forEach(read -> wanted.addAll(read.aggregates()));
    return wanted;
  }

  private void failParked(Set<Aggregate> missing) {
    if (!missing.isEmpty()) {
      Set<Aggregate> aggregates = parked.apply(missing);
      reads.forEach(read -> read.parked(aggregates));
    }
  }

  private void check(Set<Aggregate> aggregates) {
    if (!aggregates.isEmpty()) {
      var visible = versions.of(aggregates);
      reads.forEach(read -> read.visible(visible));
    }
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("pending-reads").start(this::checkReads);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
