package smallbusiness.messaging.feed.consumer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.feed.parked.ParkedEvents;

/** Metrics {@code feed.*} of the service's feed. */
final class FeedMetrics implements MeterBinder {

  private final FeedState state;
  private final ParkedEvents parked;
  private final Clock clock;

  FeedMetrics(FeedState state, ParkedEvents parked, Clock clock) {
    this.state = state;
    this.parked = parked;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("feed.lag", state, FeedState::lag)
        .description("Events in Kafka that this process has yet to apply")
        .register(registry);
    Gauge.builder("feed.partitions", state, FeedState::partitions)
        .description("Partitions that this process owns")
        .register(registry);
    Gauge.builder("feed.failing", state, failing -> failing.error() == null ? 0 : 1)
        .description("1 while the feed fails and retries")
        .register(registry);
    age("feed.last.applied.age", Double.NaN, state::lastApplied)
        .description("Time since this process last applied a batch; not a number before")
        .register(registry);
    // Queried from the database when metrics are scraped; Micrometer reports failures as NaN.
    Gauge.builder("feed.parked.keys", parked, events -> events.summary().keys())
        .description("Keys with a parked event")
        .register(registry);
    age("feed.parked.age", 0, () -> parked.summary().oldest())
        .description("Age of the oldest parked event")
        .register(registry);
    FunctionCounter.builder("feed.events", state, FeedState::appliedEvents)
        .description("Events applied")
        .register(registry);
    FunctionCounter.builder("feed.failures", state, FeedState::failures)
        .description("Batches that failed and were retried")
        .register(registry);
  }

  private TimeGauge.Builder<?> age(String name, double none, Supplier<@Nullable Instant> since) {
    return TimeGauge.builder(
        name,
        () -> {
          @Nullable Instant start = since.get();
          return start == null ? none : Duration.between(start, clock.instant()).toMillis();
        },
        TimeUnit.MILLISECONDS);
  }
}
