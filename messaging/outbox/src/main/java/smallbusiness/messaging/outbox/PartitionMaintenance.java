package smallbusiness.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.TaskScheduler;

/** Creates and drops the outbox's partitions, at start and then at regular intervals. */
final class PartitionMaintenance implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionMaintenance.class);

  private final OutboxPartitions partitions;
  private final PublishedPartitions published;
  private final OutboxProperties properties;
  private final TaskScheduler scheduler;

  PartitionMaintenance(
      OutboxPartitions partitions,
      ObjectProvider<PublishedPartitions> published,
      OutboxProperties properties,
      @Qualifier("outboxScheduler") TaskScheduler scheduler) {
    this.partitions = partitions;
    this.published = published.getIfAvailable(() -> partition -> false);
    this.properties = properties;
    this.scheduler = scheduler;
  }

  @Override
  public void afterSingletonsInstantiated() {
    partitions.createAhead();
    Duration interval = properties.maintenanceInterval();
    Future<?> _ =
        scheduler.scheduleWithFixedDelay(
            this::run, scheduler.getClock().instant().plus(interval), interval);
  }

  private void run() {
    try {
      partitions.createAhead();
      partitions.expired().stream().filter(published::contains).forEach(partitions::drop);
    } catch (RuntimeException e) {
      LOG.warn("Outbox maintenance failed, retrying later", e);
    }
  }
}
