package smallbusiness.messaging.web.idempotency;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/** Deletes expired idempotency keys every hour. */
final class IdempotencyKeyCleanup implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeyCleanup.class);
  private static final Duration DELAY_AFTER_START = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final IdempotencyKeys keys;
  private final Duration retention;
  private final TaskScheduler scheduler;
  private @Nullable Future<?> schedule;

  IdempotencyKeyCleanup(IdempotencyKeys keys, Duration retention, TaskScheduler scheduler) {
    this.keys = keys;
    this.retention = retention;
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    schedule =
        scheduler.scheduleWithFixedDelay(
            this::run, scheduler.getClock().instant().plus(DELAY_AFTER_START), INTERVAL);
  }

  private void run() {
    try {
      LOG.debug("Deleted {} expired idempotency keys", keys.deleteOlderThan(retention));
    } catch (RuntimeException e) {
      LOG.warn("Deleting expired idempotency keys failed, retrying in {}", INTERVAL, e);
    }
  }

  @Override
  public void stop() {
    if (schedule != null) {
      schedule.cancel(true);
      schedule = null;
    }
  }

  @Override
  public boolean isRunning() {
    return schedule != null;
  }
}
