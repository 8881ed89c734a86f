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
  private final Clock clock;

  FeedMetrics(Collection<FeedState> states, Clock clock) {
    this.states = states;
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

  private double age(FeedState state) {
    var lastApplied = state.lastApplied();
    return lastApplied == null
        ? Double.NaN
        : Duration.between(lastApplied, clock.instant()).toMillis();
  }
}
