package smallbusiness.messaging.relay.slot;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The slot at one moment: what PostgreSQL reports, and what {@code messaging.relay_slot} stores.
 *
 * @param exists whether the server has a slot of this name
 * @param ours whether the slot belongs to this database and uses the expected output plug-in
 * @param active whether a process reads from the slot
 * @param lost why PostgreSQL invalidated the slot; null if it did not
 * @param confirmed LSN up to which the relay has acknowledged; 0 without a slot
 * @param endOfLog LSN up to which the server has written
 * @param lagBytes WAL written since {@code confirmed}
 * @param retainedBytes WAL that PostgreSQL keeps for the slot
 * @param epoch identifies this life of the slot; null if nothing is stored
 * @param consistentPoint LSN at which the slot starts; 0 before it is first created
 * @param publishedId an outbox id up to which nearly everything is published, for metrics only
 * @param sameServer false if the slot was created on another server
 * @param repairReason why the slot must be recreated; null if it is usable
 * @param paused whether an operator has paused the relay
 */
public record SlotState(
    boolean exists,
    boolean ours,
    boolean active,
    @Nullable String lost,
    long confirmed,
    long endOfLog,
    long lagBytes,
    long retainedBytes,
    @Nullable UUID epoch,
    long consistentPoint,
    long publishedId,
    boolean sameServer,
    @Nullable String repairReason,
    boolean paused) {

  /** Whether no slot was ever created for this database. */
  public boolean isFirst() {
    return consistentPoint == 0;
  }

  /** Why the slot must be recreated before the relay continues, or empty if it is usable. */
  public Optional<String> defect() {
    if (isFirst()) {
      return Optional.of("the slot was never created");
    }
    if (repairReason != null) {
      return Optional.of(repairReason);
    }
    if (!sameServer) {
      return Optional.of("the database was restored on another server");
    }
    if (!exists) {
      return Optional.of("the slot is missing");
    }
    if (!ours) {
      return Optional.of("the slot belongs to another database or plug-in");
    }
    return Optional.ofNullable(lost).map(reason -> "PostgreSQL invalidated the slot: " + reason);
  }
}
