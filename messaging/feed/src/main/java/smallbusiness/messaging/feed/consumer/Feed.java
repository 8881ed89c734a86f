package smallbusiness.messaging.feed.consumer;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;
import smallbusiness.messaging.feed.parked.ParkedEventResolver;
import smallbusiness.messaging.feed.parked.ParkedEvents;

/**
 * One feed: a listener container whose batches pass through all handlers. Spring Kafka's container
 * ends on an {@link Error} and when it cannot start; the feed then starts a new one.
 */
final class Feed implements SmartLifecycle {

  private final FeedState state;
  private final ParkedEvents parked;
  private final ParkedEventResolver resolver;
  private final Supplier<FeedConsumer> consumers;
  private final FeedContainers containers;
  private final TaskScheduler scheduler;
  private boolean running;
  private @Nullable FeedConsumer consumer;
  private @Nullable ConcurrentMessageListenerContainer<byte[], byte[]> container;

  /**
   * @param consumers makes a consumer for each start of a container
   */
  Feed(
      FeedState state,
      ParkedEvents parked,
      ParkedEventResolver resolver,
      Supplier<FeedConsumer> consumers,
      FeedContainers containers,
      TaskScheduler scheduler) {
    this.state = state;
    this.parked = parked;
    this.resolver = resolver;
    this.consumers = consumers;
    this.containers = containers;
    this.scheduler = scheduler;
  }

  FeedState state() {
    return state;
  }

  ParkedEvents parked() {
    return parked;
  }

  ParkedEventResolver resolver() {
    return resolver;
  }

  @Override
  public synchronized void start() {
    running = true;
    startContainer();
  }

  private void startContainer() {
    FeedConsumer next = consumers.get();
    var started = containers.create(next, event -> handle(event, next));
    consumer = next;
    container = started;
    try {
      started.start();
    } catch (RuntimeException e) {
      next.failed(e);
      scheduleRestart();
    }
  }

  private void handle(Object event, FeedConsumer source) {
    switch (event) {
      case ListenerContainerIdleEvent idle -> source.idle(idle.getConsumer());
      case ConsumerRetryAuthEvent refused ->
          state.failed(new IllegalStateException("Kafka refuses access: " + refused.getReason()));
      case ConsumerStoppedEvent stopped
          when stopped.getReason() != ConsumerStoppedEvent.Reason.NORMAL -> {
        source.failed(new IllegalStateException("Kafka consumer ended: " + stopped.getReason()));
        scheduleRestart();
      }
      default -> {}
    }
  }

  private void scheduleRestart() {
    Duration delay = containers.properties().maxRetryDelay();
    var _ = scheduler.schedule(this::restart, scheduler.getClock().instant().plus(delay));
  }

  private synchronized void restart() {
    if (running) {
      stopContainer();
      startContainer();
    }
  }

  /** Stops the feed; the batch in progress is finished first. */
  @Override
  public synchronized void stop() {
    running = false;
    stopContainer();
  }

  private void stopContainer() {
    if (consumer != null) {
      consumer.stop();
    }
    if (container != null) {
      container.stop();
    }
    state.lostAll();
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }
}
