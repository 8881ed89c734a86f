package smallbusiness.messaging.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the engine's thread, which decodes the log, and the relay's, which sends to Kafka:
 * rows go one way, acknowledgements the other. It holds a limited amount, so that the log waits in
 * PostgreSQL while Kafka is away.
 */
final class RowQueue {

  private static final int MOST_ROWS = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition acknowledgedSome = lock.newCondition();
  private final ArrayDeque<SourceRecord> rows = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;
  private boolean closed;
  private @Nullable SourceRecord acknowledged;

  RowQueue(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Adds a row, waiting while the queue is full.
   *
   * @throws InterruptedException also when the queue is closed
   */
  void put(SourceRecord row) throws InterruptedException {
    long size = Row.sizeOf(row);
    lock.lockInterruptibly();
    try {
      while (!closed && !rows.isEmpty() && (rows.size() >= MOST_ROWS || bytes + size > mostBytes)) {
        changed.await();
      }
      if (closed) {
        throw new InterruptedException("The relay's session is over");
      }
      rows.add(row);
      bytes += size;
      if (rows.size() == 1) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The rows that are there, at most so many; waits for a first one until the patience ends. */
  List<SourceRecord> take(int most, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (rows.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      List<SourceRecord> taken = new ArrayList<>(Math.min(most, rows.size()));
      while (taken.size() < most && !rows.isEmpty()) {
        SourceRecord row = rows.remove();
        bytes -= Row.sizeOf(row);
        taken.add(row);
      }
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Tells that Kafka has everything up to this row. */
  void acknowledge(SourceRecord row) {
    lock.lock();
    try {
      acknowledged = row;
      acknowledgedSome.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The row acknowledged last, once; null when there is nothing new. */
  @Nullable SourceRecord nextAcknowledged() {
    lock.lock();
    try {
      SourceRecord row = acknowledged;
      acknowledged = null;
      return row;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is an acknowledged row to be had, or the patience ends. */
  void awaitAcknowledged(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (acknowledged == null && left > 0) {
        left = acknowledgedSome.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the session: whoever puts or will put is turned away. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
