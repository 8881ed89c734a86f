package smallbusiness.messaging.outbox;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps the outbox's partitions in order, at start and then at regular intervals. */
final class Housekeeping implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Partitions partitions;
  private final PublishedUpTo published;
  private final OutboxProperties properties;
  private @Nullable ScheduledExecutorService timer;
  private @Nullable Future<?> rounds;

  Housekeeping(Partitions partitions, PublishedUpTo published, OutboxProperties properties) {
    this.partitions = partitions;
    this.published = published;
    this.properties = properties;
  }

  @Override
  public void start() {
    partitions.makeAhead();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("outbox-housekeeping").unstarted(task));
    long interval = properties.housekeepingInterval().toMillis();
    rounds = timer.scheduleWithFixedDelay(this::run, interval, interval, TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      partitions.makeAhead();
      partitions.expired().stream().filter(published::covers).forEach(partitions::drop);
    } catch (RuntimeException e) {
      LOG.warn("Housekeeping of the outbox failed and will be tried again", e);
    }
  }

  @Override
  public void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
      rounds = null;
    }
  }

  @Override
  public boolean isRunning() {
    return rounds != null;
  }
}
