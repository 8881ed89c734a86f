package smallbusiness.messaging.feed;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** What the feeds are doing, as {@code feed.*} metrics tagged with the feed's name. */
final class FeedMetrics implements MeterBinder {

  private final Collection<FeedState> states;
  private final ParkedEvents parked;
  private final Clock clock;

  FeedMetrics(Collection<FeedState> states, ParkedEvents parked, Clock clock) {
    this.states = states;
    this.parked = parked;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (FeedState state : states) {
      Tags tags = Tags.of("feed", state.feed());
      Gauge.builder("feed.lag", state, FeedState::lag)
          .description("Events in Kafka that this process has yet to apply")
          .tags(tags)
          .register(registry);
      Gauge.builder("feed.partitions", state, FeedState::partitions)
          .description("Partitions that this process owns")
          .tags(tags)
          .register(registry);
      Gauge.builder("feed.failing", state, failing -> failing.error() == null ? 0 : 1)
          .description("1 while the feed does not get on")
          .tags(tags)
          .register(registry);
      TimeGauge.builder("feed.last.applied.age", state, TimeUnit.MILLISECONDS, this::age)
          .description("Time since this process last applied a batch; not a number before")
          .tags(tags)
          .register(registry);
      Gauge.builder("feed.parked.keys", state, this::parkedKeys)
          .description("Keys of which an event could not be applied")
          .tags(tags)
          .register(registry);
      TimeGauge.builder("feed.parked.age", state, TimeUnit.MILLISECONDS, this::parkedAge)
          .description("Time since the oldest event that is still parked was parked")
          .tags(tags)
          .register(registry);
      FunctionCounter.builder("feed.events", state, FeedState::appliedEvents)
          .description("Events applied")
          .tags(tags)
          .register(registry);
      FunctionCounter.builder("feed.failures", state, FeedState::failures)
          .description("Batches that failed and were tried again")
          .tags(tags)
          .register(registry);
    }
  }

  /** Asks the database: seldom, when metrics are read. Micrometer makes NaN of what it throws. */
  private double parkedKeys(FeedState state) {
    return parked.summary(state.feed()).keys();
  }

  private double parkedAge(FeedState state) {
    var oldest = parked.summary(state.feed()).oldest();
    return oldest == null ? 0 : Duration.between(oldest.toInstant(), clock.instant()).toMillis();
  }

  private double age(FeedState state) {
    var lastApplied = state.lastApplied();
    return lastApplied == null
        ? Double.NaN
        : Duration.between(lastApplied, clock.instant()).toMillis();
  }
}
