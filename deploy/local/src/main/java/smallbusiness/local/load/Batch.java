package smallbusiness.local.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs independent pieces of work at the same time, a bounded number at once; {@link #close} waits
 * for all of them.
 */
final class Batch implements AutoCloseable {

  /** Enough to keep a small machine busy, few enough to leave the services their connections. */
  private static final int AT_ONCE = 8;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * Runs the work soon; waits while too much is under way.
   *
   * @throws RuntimeException what an earlier piece of work threw: the rest is not begun
   */
  void run(Runnable work) {
    rethrow();
    room.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
  }

  @Override
  public void close() {
    threads.close();
    rethrow();
  }

  private void rethrow() {
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
