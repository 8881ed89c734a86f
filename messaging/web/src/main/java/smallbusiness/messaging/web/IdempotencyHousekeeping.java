package smallbusiness.messaging.web;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Forgets keys that nobody will repeat any more, once an hour. */
final class IdempotencyHousekeeping implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyHousekeeping.class);

  private final IdempotencyKeys keys;
  private final Duration retention;
  private @Nullable ScheduledExecutorService timer;

  IdempotencyHousekeeping(IdempotencyKeys keys, Duration retention) {
    this.keys = keys;
    this.retention = retention;
  }

  @Override
  public synchronized void start() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("idempotency-housekeeping").factory());
    var _ = timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
  }

  private void forget() {
    try {
      int forgotten = keys.forget(retention);
      LOG.debug("Forgot {} idempotency keys", forgotten);
    } catch (RuntimeException e) {
      LOG.warn("Could not forget old idempotency keys, will try again in an hour", e);
    }
  }

  @Override
  public synchronized void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }
}
