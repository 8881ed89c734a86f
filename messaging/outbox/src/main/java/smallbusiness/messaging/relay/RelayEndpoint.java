package smallbusiness.messaging.relay;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Lets an operator look at the relay, pause it on all replicas and let it go on. */
@Endpoint(id = "relay")
public final class RelayEndpoint {

  private final RelayStatus status;
  private final Backlog backlog;
  private final Slot slot;

  RelayEndpoint(RelayStatus status, Backlog backlog, Slot slot) {
    this.status = status;
    this.backlog = backlog;
    this.slot = slot;
  }

  /** How things stand. */
  @ReadOperation
  public View view() {
    SlotState now = slot.state();
    RelayStatus.Failure failure = status.failure();
    return new View(
        status.role().name(),
        now.paused(),
        now.defect().orElse(""),
        status.published(),
        status.restarts(),
        status.repairs(),
        backlog.oldestAgeSeconds(),
        backlog.events(),
        now.lagBytes(),
        now.retainedBytes(),
        failure == null ? null : failure.at() + " " + failure.message());
  }

  /**
   * Pauses the relay or lets it go on; takes effect within about a second, also on other replicas.
   */
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
   * @param defect why the slot cannot be used as it is; empty when it can
   * @param published events published by this process
   * @param restarts sessions of this process that failed
   * @param repairs times that this process made a lost slot anew
   * @param oldestUnpublishedSeconds age of the oldest event that is not in Kafka, 0 without one
   * @param lagEvents about how many events are not in Kafka
   * @param lagBytes log written since the position that the relay confirmed
   * @param retainedBytes log that PostgreSQL keeps for the relay
   * @param lastError when and why the last session of this process failed; null when none did
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
