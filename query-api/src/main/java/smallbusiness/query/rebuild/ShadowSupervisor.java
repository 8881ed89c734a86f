package smallbusiness.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.consumer.AdditionalFeeds;

/**
 * Starts and stops this replica's {@link ShadowFiller} when a shadow read model is created or
 * dropped. Replicas share the work as they do for the live feed.
 */
@Component
class ShadowSupervisor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowSupervisor.class);

  private final Generations generations;
  private final ShadowDatabase database;
  private final Projectors projectors;
  private final FeedPositions positions;
  private final ObjectProvider<AdditionalFeeds> feeds;
  private final ReadModelProperties properties;
  private volatile Generations.@Nullable State lastSeen;
  private volatile @Nullable ShadowFiller filler;
  private volatile @Nullable String error;
  private @Nullable SimpleAsyncTaskScheduler timer;

  ShadowSupervisor(
      Generations generations,
      ShadowDatabase database,
      Projectors projectors,
      FeedPositions positions,
      ObjectProvider<AdditionalFeeds> feeds,
      ReadModelProperties properties) {
    this.generations = generations;
    this.database = database;
    this.projectors = projectors;
    this.positions = positions;
    this.feeds = feeds;
    this.properties = properties;
  }

  /** The generations as last read; null before the first read. */
  Generations.@Nullable State lastSeen() {
    return lastSeen;
  }

  /** This replica's filler; null when there is none. */
  @Nullable ShadowFiller filler() {
    return filler;
  }

  /** Why filling fails on this replica; null when it does not. */
  @Nullable String error() {
    ShadowFiller current = filler;
    String failure = current == null ? null : current.error();
    return failure == null ? error : failure;
  }

  private synchronized void check() {
    try {
      Generations.State state = generations.now();
      lastSeen = state;
      ShadowFiller current = filler;
      if (current != null && !current.fills(state)) {
        end(current);
        positions.clear();
      }
      @Nullable AdditionalFeeds available = feeds.getIfAvailable();
      if (state.shadow() != null && filler == null && available != null) {
        filler = ShadowFiller.start(state, database, generations, projectors, available);
        LOG.info("Filling generation {} of the read model as the shadow", state.shadow());
      }
      error = null;
    } catch (RuntimeException e) {
      error = e.toString();
      LOG.warn("Cannot fill the shadow read model now, retrying", e);
    }
  }

  private void end(ShadowFiller current) {
    filler = null;
    current.close();
    LOG.info("Stopped filling the shadow read model");
  }

  @Override
  public synchronized void start() {
    timer = new SimpleAsyncTaskScheduler();
    timer.setThreadNamePrefix("shadow-supervisor-");
    timer.setDaemon(true);
    var _ = timer.scheduleWithFixedDelay(this::check, properties.pollInterval());
  }

  @Override
  public synchronized void stop() {
    if (timer != null) {
      timer.close();
      timer = null;
    }
    ShadowFiller current = filler;
    if (current != null) {
      end(current);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }
}
