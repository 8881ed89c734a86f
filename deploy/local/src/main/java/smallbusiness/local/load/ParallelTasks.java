package smallbusiness.local.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs independent tasks in parallel, up to a limit; {@link #close} waits for all of them. */
final class ParallelTasks implements AutoCloseable {

  /** Keeps a small machine busy and leaves the services enough database connections. */
  private static final int LIMIT = 8;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(LIMIT);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * Starts the task; waits while too many are running.
   *
   * @throws RuntimeException the failure of an earlier task; this one does not start
   */
  void run(Runnable task) {
    rethrow();
    permits.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            permits.release();
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
