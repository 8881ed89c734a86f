package smallbusiness.messaging.relay;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database says about the slot and remembers of it, at one moment.
 *
 * @param exists whether the server has a slot of this name at all
 * @param ours whether it belongs to this database and to the output plug-in that the relay reads
 * @param active whether somebody reads from it now
 * @param walStatus PostgreSQL's {@code wal_status}; null when there is no slot
 * @param invalidation why PostgreSQL gave it up; null when it did not
 * @param confirmed up to where it is acknowledged; 0 when there is no slot
 * @param endOfLog up to where the server has written its log
 * @param lagBytes how far the end of the log is ahead of {@code confirmed}
 * @param retainedBytes how much log is kept for it
 * @param memory what was remembered when it was made; null when it never was
 * @param paused whether an operator has paused the relay
 */
record SlotState(
    boolean exists,
    boolean ours,
    boolean active,
    @Nullable String walStatus,
    @Nullable String invalidation,
    long confirmed,
    long endOfLog,
    long lagBytes,
    long retainedBytes,
    @Nullable Memory memory,
    boolean paused) {

  /**
   * What was remembered of the slot when it was made.
   *
   * @param consistentPoint where it began; 0 as long as none was made
   * @param publishedId about how far the outbox had been published when a relay last told
   * @param sameServer false when the slot was made on another server than this
   * @param repairReason why it must be made anew; null when it is sound
   */
  record Memory(
      UUID epoch,
      long consistentPoint,
      long publishedId,
      boolean sameServer,
      @Nullable String repairReason) {}

  /** Whether a slot has yet to be made for the first time. */
  boolean neverMade() {
    return memory == null || memory.consistentPoint() == 0;
  }

  /** Why the slot must be made anew before anything is relayed, or empty when it is sound. */
  Optional<String> defect() {
    if (memory == null || neverMade()) {
      return Optional.of("no slot was ever made");
    }
    if (memory.repairReason() != null) {
      return Optional.of(memory.repairReason());
    }
    if (!memory.sameServer()) {
      return Optional.of("the database was restored on another server");
    }
    if (!exists) {
      return Optional.of("the slot is missing");
    }
    if (!ours) {
      return Optional.of("the slot belongs to another database or plug-in");
    }
    if (invalidation != null || "lost".equals(walStatus)) {
      return Optional.of("PostgreSQL gave the slot up: " + invalidation);
    }
    return Optional.empty();
  }
}
