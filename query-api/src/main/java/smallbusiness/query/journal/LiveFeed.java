package smallbusiness.query.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Wakes up subscribers when the journal has new entries. One task checks the end of the journal for
 * all of them. Each subscriber reads from its own position at its own pace, so a slow one does not
 * delay the others.
 */
@Component
@EnableConfigurationProperties(LiveFeedProperties.class)
class LiveFeed implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  /** Entries that a subscriber reads with one query. */
  private static final int BATCH = 500;

  private final Journal journal;
  private final LiveFeedProperties properties;
  private final TaskScheduler taskScheduler;
  private final Semaphore connections;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long end;
  private volatile boolean running;
  private @Nullable ScheduledFuture<?> task;

  LiveFeed(Journal journal, LiveFeedProperties properties, TaskScheduler taskScheduler) {
    this.journal = journal;
    this.properties = properties;
    this.taskScheduler = taskScheduler;
    this.connections = new Semaphore(properties.maxConnections());
  }

  /** Registers a subscriber; false when there are too many. */
  boolean subscribe() {
    return connections.tryAcquire();
  }

  /** Must follow each successful {@link #subscribe}. */
  void unsubscribe() {
    connections.release();
  }

  /**
   * The next entries after a position; empty when there are none within the heartbeat interval.
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

  /** Whether subscribers should continue. */
  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void start() {
    end = 0;
    running = true;
    task = taskScheduler.scheduleWithFixedDelay(this::poll, properties.pollInterval());
  }

  /** Ends all connections before the server waits for its requests to end. */
  @Override
  public void stop() {
    running = false;
    if (task != null) {
      task.cancel(false);
    }
    advance(Long.MAX_VALUE);
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private boolean await(long position, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
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

  private void poll() {
    try {
      if (connections.availablePermits() < properties.maxConnections()) {
        advance(journal.end());
      }
    } catch (DataAccessException e) {
      LOG.warn("Reading the journal for the live feed failed, retrying", e);
    }
  }

  private void advance(long position) {
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
