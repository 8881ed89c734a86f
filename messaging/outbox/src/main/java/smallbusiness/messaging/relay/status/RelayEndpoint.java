package smallbusiness.messaging.relay.status;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.slot.SlotState;

/** Shows the relay, and pauses and resumes it on all replicas. */
@Endpoint(id = "relay")
public final class RelayEndpoint {

  private final RelayStatus status;
  private final RelayLag lag;
  private final ReplicationSlot slot;

  RelayEndpoint(RelayStatus status, RelayLag lag, ReplicationSlot slot) {
    this.status = status;
    this.lag = lag;
    this.slot = slot;
  }

  @ReadOperation
  public View view() {
    SlotState now = slot.state();
    RelayStatus.Failure failure = status.lastFailure();
    return new View(
        status.role().name(),
        now.paused(),
        now.defect().orElse(""),
        status.published(),
        status.restarts(),
        status.repairs(),
        lag.oldestAgeSeconds(),
        lag.events(),
        now.lagBytes(),
        now.retainedBytes(),
        failure == null ? null : failure.at() + " " + failure.message());
  }

  /** Pauses or resumes the relay; takes effect within about a second, on all replicas. */
  @WriteOperation
  public View pause(boolean paused) {
    slot.pause(paused);
    return view();
  }

  /**
   * What operators see.
   *
   * @param role what this process does for the outbox
   * @param paused whether all replicas are paused
   * @param defect why the slot is not usable; empty if it is
   * @param published events published by this process
   * @param restarts sessions of this process that failed
   * @param repairs how often this process recreated a lost slot
   * @param oldestUnpublishedSeconds age of the oldest unpublished event, 0 without one
   * @param lagEvents approximate number of unpublished events
   * @param lagBytes WAL written since the position that the relay confirmed
   * @param retainedBytes WAL that PostgreSQL keeps for the relay
   * @param lastError when and why the last session of this process failed; null if none did
   */
  public record View(
      String role,
      boolean paused,
      String defect,
      long published,
      long restarts,
      long repairs,
      double oldestUnpublishedSeconds,
      double lagEvents,
      long lagBytes,
      long retainedBytes,
      @Nullable String lastError) {}
}
