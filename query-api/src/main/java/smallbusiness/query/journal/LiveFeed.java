package smallbusiness.query.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells those who follow that there is something new. One thread watches the journal's end for all
 * of them; each reads from its own place at its own speed, so that a slow one keeps nobody waiting.
 */
@Component
@EnableConfigurationProperties(LiveFeedProperties.class)
class LiveFeed implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  /** Events that a follower reads at once. */
  private static final int BATCH = 500;

  private final Journal journal;
  private final LiveFeedProperties properties;
  private final AtomicInteger followers = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long end;
  private volatile boolean running;
  private @Nullable Thread watch;

  LiveFeed(Journal journal, LiveFeedProperties properties) {
    this.journal = journal;
    this.properties = properties;
  }

  /** Takes a place among the followers; false when all are taken. */
  boolean join() {
    if (followers.incrementAndGet() > properties.maxConnections()) {
      followers.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives the place back. */
  void leave() {
    followers.decrementAndGet();
  }

  /** The place from which somebody who asks for nothing older begins. */
  long end() {
    return journal.end();
  }

  /** Up to which place events are no longer kept; 0 when all are. */
  long prunedTo() {
    return journal.prunedTo();
  }

  /**
   * The next events after a position; none after a heartbeat's time without any.
   *
   * @throws InterruptedException when the process stops
   */
  List<JournalEntry> next(long position) throws InterruptedException {
    List<JournalEntry> entries = journal.after(position, BATCH);
    if (entries.isEmpty() && await(position, properties.heartbeat())) {
      entries = journal.after(position, BATCH);
    }
    return entries;
  }

  /** Whether followers should go on. */
  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void start() {
    end = 0;
    running = true;
    watch = Thread.ofVirtual().name("live-feed").start(this::watch);
  }

  /** Ends all connections before the server waits for its requests to end. */
  @Override
  public void stop() {
    running = false;
    if (watch != null) {
      watch.interrupt();
    }
    move(Long.MAX_VALUE);
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private boolean await(long position, Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (end <= position && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return end > position;
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    while (running) {
      try {
        TimeUnit.NANOSECONDS.sleep(properties.pollInterval().toNanos());
        if (followers.get() > 0) {
          move(journal.end());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DataAccessException e) {
        LOG.warn("The journal cannot be read; followers wait", e);
      }
    }
  }

  private void move(long position) {
    lock.lock();
    try {
      if (position > end) {
        end = position;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
