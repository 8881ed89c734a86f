package smallbusiness.messaging.feed;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health {@code feeds}: down while a feed does not get on. Keep it out of readiness: a service that
 * cannot follow can still answer.
 */
final class FeedsHealth extends AbstractHealthIndicator {

  private final Collection<FeedState> states;

  FeedsHealth(Collection<FeedState> states) {
    this.states = states;
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

  private static Map<String, Object> details(FeedState state) {
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
    return details;
  }
}
