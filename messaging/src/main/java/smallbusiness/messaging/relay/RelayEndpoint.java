package smallbusiness.messaging.relay;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Lets an operator look at the relay, pause it on all replicas and let it go on. */
@Endpoint(id = "relay")
public final class RelayEndpoint {

  private final RelayStatus status;
  private final Slot slot;

  RelayEndpoint(RelayStatus status, Slot slot) {
    this.status = status;
    this.slot = slot;
  }

  /** How things stand. */
  @ReadOperation
  public View view() {
    SlotState now = slot.state();
    return new View(
        status.role().name(),
        now.paused(),
        now.defect().orElse(""),
        status.published(),
        status.restarts(),
        now.lagBytes(),
        now.retainedBytes());
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
   */
  public record View(
      String role,
      boolean paused,
      String defect,
      long published,
      long restarts,
      long lagBytes,
      long retainedBytes) {}
}
