package smallbusiness.messaging.feed;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health {@code feeds}: down while a feed does not get on. Parked keys are told, and do not turn it
 * down: all else flows. Keep it out of readiness: a service that cannot follow can still answer.
 */
final class FeedsHealth extends AbstractHealthIndicator {

  private final Collection<FeedState> states;
  private final ParkedEvents parked;

  FeedsHealth(Collection<FeedState> states, ParkedEvents parked) {
    this.states = states;
    this.parked = parked;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    for (FeedState state : states) {
      if (state.error() != null) {
        health.down();
      }
      health.withDetail(state.feed(), details(state));
    }
  }

  private Map<String, Object> details(FeedState state) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("partitions", state.partitions());
    details.put("lag", state.lag());
    details.put("applied", state.appliedEvents());
    var lastApplied = state.lastApplied();
    if (lastApplied != null) {
      details.put("last_applied", lastApplied);
    }
    String error = state.error();
    if (error != null) {
      details.put("error", error);
    }
    if (error == null) {
      ParkedEvents.Summary aside = parked.summary(state.feed());
      details.put("parked_keys", aside.keys());
      details.put("parked_events", aside.events());
      var oldest = aside.oldest();
      if (oldest != null) {
        details.put("parked_since", oldest.toInstant());
      }
    }
    return details;
  }
}
