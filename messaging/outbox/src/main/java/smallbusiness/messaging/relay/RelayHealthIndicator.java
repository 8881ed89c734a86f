package smallbusiness.messaging.relay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows what the relay is doing. It is never down: commands go on without it, and metrics tell how
 * far it is behind.
 */
final class RelayHealthIndicator implements HealthIndicator {

  private final RelayStatus status;
  private final Backlog backlog;

  RelayHealthIndicator(RelayStatus status, Backlog backlog) {
    this.status = status;
    this.backlog = backlog;
  }

  @Override
  public Health health() {
    Health.Builder health =
        Health.up()
            .withDetail("role", status.role())
            .withDetail("published", status.published())
            .withDetail("restarts", status.restarts())
            .withDetail("repairs", status.repairs())
            .withDetail("backoffSeconds", status.pause().toMillis() / 1000.0)
            .withDetail("oldestUnpublishedSeconds", backlog.oldestAgeSeconds())
            .withDetail("lagEvents", backlog.events());
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
    RelayStatus.Failure failure = status.failure();
    if (failure != null) {
      health.withDetail("lastError", failure.message()).withDetail("lastErrorAt", failure.at());
    }
    return health.build();
  }
}
