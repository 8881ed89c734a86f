package smallbusiness.messaging.relay.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Connects the engine's decoding thread and the relay's publishing thread: rows go one way,
 * acknowledgements the other. Its size is limited, so that rows wait in PostgreSQL while Kafka is
 * unreachable.
 */
public final class RowQueue {

  private static final int MAX_ROWS = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rowsChanged = lock.newCondition();
  private final Condition rowAcknowledged = lock.newCondition();
  private final ArrayDeque<SourceRecord> rows = new ArrayDeque<>();
  private final long maxBytes;
  private long bytes;
  private boolean closed;
  private @Nullable SourceRecord acknowledged;

  public RowQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a row, waiting while the queue is full.
   *
   * @throws InterruptedException also if the queue is closed
   */
  void put(SourceRecord row) throws InterruptedException {
    long size = LogRow.sizeOf(row);
    lock.lockInterruptibly();
    try {
      while (!closed && !rows.isEmpty() && (rows.size() >= MAX_ROWS || bytes + size > maxBytes)) {
        rowsChanged.await();
      }
      if (closed) {
        throw new InterruptedException("The relay's session has ended");
      }
      rows.add(row);
      bytes += size;
      if (rows.size() == 1) {
        rowsChanged.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the available rows, at most {@code max}; waits up to the timeout for the first. */
  public List<SourceRecord> take(int max, Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (rows.isEmpty() && left > 0) {
        left = rowsChanged.awaitNanos(left);
      }
      List<SourceRecord> taken = new ArrayList<>(Math.min(max, rows.size()));
      while (taken.size() < max && !rows.isEmpty()) {
        SourceRecord row = rows.remove();
        bytes -= LogRow.sizeOf(row);
        taken.add(row);
      }
      rowsChanged.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Records that everything up to this row is in Kafka. */
  public void acknowledge(SourceRecord row) {
    lock.lock();
    try {
      acknowledged = row;
      rowAcknowledged.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the row acknowledged last; null if there is no new one. */
  @Nullable SourceRecord takeAcknowledged() {
    lock.lock();
    try {
      SourceRecord row = acknowledged;
      acknowledged = null;
      return row;
    } finally {
      lock.unlock();
    }
  }

  /** Waits up to the timeout for an acknowledged row. */
  void awaitAcknowledged(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (acknowledged == null && left > 0) {
        left = rowAcknowledged.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Refuses all further rows. */
  void close() {
    lock.lock();
    try {
      closed = true;
      rowsChanged.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
