package smallbusiness.query.rebuild;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.consumer.AdditionalFeeds;

/**
 * Lets this replica fill the shadow read model as long as there is one. The replicas share the work
 * as they do that of the live feeds.
 */
@Component
class ShadowSupervisor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowSupervisor.class);

  private final Generations generations;
  private final ShadowDatabase database;
  private final Projectors projectors;
  private final StoredPositions names;
  private final ObjectProvider<AdditionalFeeds> feeds;
  private final ReadModelProperties properties;
  private volatile Generations.@Nullable State known;
  private volatile @Nullable ShadowFiller filling;
  private volatile @Nullable String error;
  private @Nullable ScheduledExecutorService timer;

  ShadowSupervisor(
      Generations generations,
      ShadowDatabase database,
      Projectors projectors,
      StoredPositions names,
      ObjectProvider<AdditionalFeeds> feeds,
      ReadModelProperties properties) {
    this.generations = generations;
    this.database = database;
    this.projectors = projectors;
    this.names = names;
    this.feeds = feeds;
    this.properties = properties;
  }

  /** The generations as of the last look; null before the first. */
  Generations.@Nullable State known() {
    return known;
  }

  /** What this replica does to fill the shadow; null when it does nothing. */
  @Nullable ShadowFiller filling() {
    return filling;
  }

  /** Why this replica cannot fill the shadow; null when it can or there is none. */
  @Nullable String error() {
    return error;
  }

  private synchronized void look() {
    try {
      Generations.State state = generations.now();
      known = state;
      ShadowFiller current = filling;
      if (current != null && !current.suits(state)) {
        end(current);
        names.sweep();
      }
      @Nullable AdditionalFeeds available = feeds.getIfAvailable();
      if (state.shadow() != null && filling == null && available != null) {
        filling = ShadowFiller.begin(state, database, generations, projectors, available);
        LOG.info("Filling generation {} of the shadow read model", state.shadow());
      }
      error = null;
    } catch (RuntimeException e) {
      error = e.toString();
      LOG.warn("the shadow read model cannot be filled now; trying again", e);
    }
  }

  private void end(ShadowFiller current) {
    filling = null;
    current.close();
    LOG.info("No longer filling a read model shadow the live one");
  }

  @Override
  public synchronized void start() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("read-model-watch").daemon().factory());
    long interval = properties.pollInterval().toMillis();
    var _ = timer.scheduleWithFixedDelay(this::look, 0, interval, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
    ShadowFiller current = filling;
    if (current != null) {
      end(current);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }
}
