package smallbusiness.messaging.relay.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.relay.slot.SlotState;

/** What the relay of this process is doing, for operators. Thread-safe. */
public final class RelayStatus {

  private static final Logger LOG = LoggerFactory.getLogger(RelayStatus.class);

  /** The role of this process for the outbox. */
  public enum Role {
    /** Not running. */
    STOPPED,
    /** Starting, or waiting to retry after a failure. */
    STARTING,
    /** Another replica is active; this one takes over when that one stops. */
    STANDBY,
    /** Recreating the slot and comparing the kept rows with the topics. */
    REPAIRING,
    /** Publishing. */
    ACTIVE,
    /** Paused by an operator. */
    PAUSED
  }

  /** A failure of the relay. */
  public record Failure(Instant at, String message) {}

  private final Clock clock;
  private final AtomicReference<Role> role = new AtomicReference<>(Role.STOPPED);
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();
  private final AtomicLong repairs = new AtomicLong();
  private final AtomicLong repairedEvents = new AtomicLong();
  private final AtomicLong highestId = new AtomicLong();
  private volatile @Nullable Failure lastFailure;
  private volatile @Nullable SlotState slot;
  private volatile @Nullable Instant lastPublished;
  private volatile Duration backOff = Duration.ZERO;

  public RelayStatus(Clock clock) {
    this.clock = clock;
  }

  /** Changes the role, and logs a change. */
  public void enter(Role next) {
    Role before = role.getAndSet(next);
    if (before != next) {
      LOG.info("Relay role: {} (was {})", next, before);
    }
  }

  public void failed(Throwable cause) {
    restarts.incrementAndGet();
    lastFailure = new Failure(clock.instant(), String.valueOf(cause));
  }

  public void published(long events, long highestId) {
    published.addAndGet(events);
    publishedUpTo(highestId);
    lastPublished = clock.instant();
  }

  /** Records up to which outbox id another session has published. */
  public void publishedUpTo(long id) {
    highestId.accumulateAndGet(id, Math::max);
  }

  /** Records the events that were published when the slot was first created. */
  public void publishedAtFirst(long events) {
    published.addAndGet(events);
  }

  public void repaired(long events) {
    repairs.incrementAndGet();
    repairedEvents.addAndGet(events);
  }

  /** Records how long the relay waits before it retries; zero if it does not wait. */
  public void backOff(Duration pause) {
    backOff = pause;
  }

  /** Records the slot's state as last read. */
  public void slot(SlotState state) {
    slot = state;
  }

  public Role role() {
    return role.get();
  }

  public @Nullable Failure lastFailure() {
    return lastFailure;
  }

  /** The slot's state as last read; null before the first time. */
  @Nullable SlotState slot() {
    return slot;
  }

  /** The current pause before a retry; zero if the relay does not wait. */
  public Duration backOff() {
    return backOff;
  }

  @Nullable Instant lastPublished() {
    return lastPublished;
  }

  /** Events published by this process. */
  public long published() {
    return published.get();
  }

  /** Sessions that ended in a failure. */
  public long restarts() {
    return restarts.get();
  }

  public long repairs() {
    return repairs.get();
  }

  /** Events that repairs found missing and published. */
  long repairedEvents() {
    return repairedEvents.get();
  }

  /** The highest outbox id known to be published by any replica; 0 if unknown. */
  public long highestId() {
    SlotState seen = slot;
    return Math.max(highestId.get(), seen == null ? 0 : seen.publishedId());
  }
}
