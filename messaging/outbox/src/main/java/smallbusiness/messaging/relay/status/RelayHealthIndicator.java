package smallbusiness.messaging.relay.status;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import smallbusiness.messaging.relay.slot.SlotState;

/**
 * Shows what the relay is doing. It is never down: commands work without the relay, and metrics
 * show how far it is behind.
 */
public final class RelayHealthIndicator implements HealthIndicator {

  private final RelayStatus status;
  private final RelayLag lag;

  public RelayHealthIndicator(RelayStatus status, RelayLag lag) {
    this.status = status;
    this.lag = lag;
  }

  @Override
  public Health health() {
    Health.Builder health =
        Health.up()
            .withDetail("role", status.role())
            .withDetail("published", status.published())
            .withDetail("restarts", status.restarts())
            .withDetail("repairs", status.repairs())
            .withDetail("backoffSeconds", status.backOff().toMillis() / 1000.0)
            .withDetail("oldestUnpublishedSeconds", lag.oldestAgeSeconds())
            .withDetail("lagEvents", lag.events());
    if (status.lastPublished() != null) {
      health.withDetail("lastPublished", status.lastPublished());
    }
    SlotState slot = status.slot();
    if (slot != null) {
      health.withDetail("paused", slot.paused());
      health.withDetail("defect", slot.defect().orElse(""));
      health.withDetail("lagBytes", slot.lagBytes());
      health.withDetail("retainedBytes", slot.retainedBytes());
    }
    RelayStatus.Failure failure = status.lastFailure();
    if (failure != null) {
      health.withDetail("lastError", failure.message()).withDetail("lastErrorAt", failure.at());
    }
    return health.build();
  }
}
