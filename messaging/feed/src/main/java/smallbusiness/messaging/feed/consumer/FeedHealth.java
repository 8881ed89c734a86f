package smallbusiness.messaging.feed.consumer;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import smallbusiness.messaging.feed.parked.ParkedEvents;

/**
 * Health {@code feed}: down while the service's feed fails. Parked keys are listed but do not turn
 * it down: other keys are applied. Keep it out of readiness: a service whose feed fails can still
 * answer.
 */
final class FeedHealth extends AbstractHealthIndicator {

  private final FeedState state;
  private final ParkedEvents parked;

  FeedHealth(FeedState state, ParkedEvents parked) {
    this.state = state;
    this.parked = parked;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health
        .withDetail("partitions", state.partitions())
        .withDetail("lag", state.lag())
        .withDetail("applied", state.appliedEvents());
    var lastApplied = state.lastApplied();
    if (lastApplied != null) {
      health.withDetail("last_applied", lastApplied);
    }
    String error = state.error();
    if (error != null) {
      health.down().withDetail("error", error);
      return;
    }
    ParkedEvents.Summary summary = parked.summary();
    health
        .up()
        .withDetail("parked_keys", summary.keys())
        .withDetail("parked_events", summary.events());
    var oldest = summary.oldest();
    if (oldest != null) {
      health.withDetail("parked_since", oldest);
    }
  }
}
