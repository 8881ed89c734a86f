package smallbusiness.benchmarks.relay;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.messaging.outbox.Outbox;

/** Commands like those of a service: a transaction that stores an event of about 300 bytes. */
record OutboxCommands(
    Outbox outbox, TransactionTemplate transaction, JdbcClient jdbc, AtomicLong keys) {

  private static final int WRITERS = 4;
  private static final int COMMANDS = 1_000;

  /** Commits at a rate for some seconds; returns the commit time of each key in nanoseconds. */
  Map<String, Long> commit(int rate, int seconds) throws InterruptedException {
    Map<String, Long> committed = new ConcurrentHashMap<>();
    int writers = rate < 100 ? 1 : WRITERS;
    long pause = 1_000_000_000L * writers / rate;
    List<Thread> threads = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      threads.add(Thread.ofPlatform().start(() -> write(pause, seconds, committed)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return committed;
  }

  private void write(long pause, int seconds, Map<String, Long> committed) {
    long next = System.nanoTime();
    long end = next + seconds * 1_000_000_000L;
    while (next < end) {
      LockSupport.parkNanos(next - System.nanoTime());
      long key = keys.incrementAndGet();
      transaction.executeWithoutResult(tx -> outbox.append(itemAdded(key)));
      committed.put(Long.toString(key), System.nanoTime());
      next += pause;
    }
  }

  /** Measures a single client's commands per second, each an update of a row and its commit. */
  double perSecond(boolean append) {
    long start = System.nanoTime();
    for (int number = 0; number < COMMANDS; number++) {
      transaction.executeWithoutResult(
          tx -> {
            jdbc.sql("UPDATE counter SET n = n + 1 WHERE id = 1").update();
            if (append) {
              outbox.append(itemAdded(keys.incrementAndGet()));
            }
          });
    }
    return COMMANDS / ((System.nanoTime() - start) / 1e9);
  }

  private static ItemAdded itemAdded(long id) {
    ItemState state =
        new ItemState("Item " + id, "x".repeat(250), "Peru", new BigDecimal("12.50"), 5L, 0L);
    return new ItemAdded(id, 1L, state);
  }
}
