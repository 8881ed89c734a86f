package smallbusiness.query.generation;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.AdditionalFeeds;

/**
 * Lets this replica fill the generation beside the live one as long as there is one. The replicas
 * share the work as they do that of the live feeds.
 */
@Component
class Watch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Generations generations;
  private final BesideDatabase database;
  private final Projectors projectors;
  private final Names names;
  private final ObjectProvider<AdditionalFeeds> feeds;
  private final ReadModelProperties properties;
  private volatile Generations.@Nullable State known;
  private volatile @Nullable Filling filling;
  private volatile @Nullable String error;
  private @Nullable ScheduledExecutorService timer;

  Watch(
      Generations generations,
      BesideDatabase database,
      Projectors projectors,
      Names names,
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

  /** What this replica does to fill the one beside; null when it does nothing. */
  @Nullable Filling filling() {
    return filling;
  }

  /** Why this replica cannot fill the one beside; null when it can or there is none. */
  @Nullable String error() {
    return error;
  }

  private synchronized void look() {
    try {
      Generations.State state = generations.now();
      known = state;
      Filling current = filling;
      if (current != null && !current.suits(state)) {
        end(current);
        names.sweep();
      }
      @Nullable AdditionalFeeds available = feeds.getIfAvailable();
      if (state.beside() != null && filling == null && available != null) {
        filling = Filling.begin(state, database, generations, projectors, available);
        LOG.info("Filling generation {} of the read model beside the live one", state.beside());
      }
      error = null;
    } catch (RuntimeException e) {
      error = e.toString();
      LOG.warn("The read model beside the live one cannot be filled now; trying again", e);
    }
  }

  private void end(Filling current) {
    filling = null;
    current.close();
    LOG.info("No longer filling a read model beside the live one");
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
    Filling current = filling;
    if (current != null) {
      end(current);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }
}
