package smallbusiness.messaging.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the relay of this process is doing, for operators. */
final class RelayStatus {

  private static final Logger LOG = LoggerFactory.getLogger(RelayStatus.class);

  /** What this process does for the outbox now. */
  enum Role {
    /** Not yet or no longer at work. */
    STOPPED,
    /** Getting ready, or waiting to try again after a failure. */
    STARTING,
    /** Another replica relays; this one takes over when it goes away. */
    STANDBY,
    /** Making the slot anew and comparing the kept rows with the topics. */
    REPAIRING,
    /** Publishing. */
    ACTIVE,
    /** An operator has paused the relay. */
    PAUSED
  }

  /**
   * The last failure.
   *
   * @param at when it happened
   * @param message what it was
   */
  record Failure(Instant at, String message) {}

  private final Clock clock;
  private final AtomicReference<Role> role = new AtomicReference<>(Role.STOPPED);
  private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable SlotState> slot = new AtomicReference<>();
  private final AtomicReference<@Nullable AuditReport> audit = new AtomicReference<>();
  private final AtomicReference<@Nullable Instant> lastPublished = new AtomicReference<>();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();
  private final AtomicLong repairs = new AtomicLong();
  private final AtomicLong republished = new AtomicLong();
  private final AtomicLong highest = new AtomicLong();
  private volatile Duration pause = Duration.ZERO;

  RelayStatus(Clock clock) {
    this.clock = clock;
  }

  /** Changes the role and says so once. */
  void become(Role next) {
    Role before = role.getAndSet(next);
    if (before != next) {
      LOG.info("Relay: {} (was {})", next, before);
    }
  }

  void failed(Throwable cause) {
    restarts.incrementAndGet();
    failure.set(new Failure(clock.instant(), String.valueOf(cause)));
  }

  /** Counts events that were published before the first session. */
  void published(long events) {
    published.addAndGet(events);
  }

  void published(int events, long highestId) {
    published.addAndGet(events);
    highest.accumulateAndGet(highestId, Math::max);
    lastPublished.set(clock.instant());
  }

  /** Tells up to which outbox row an earlier relay is known to have published. */
  void publishedBefore(long highestId) {
    highest.accumulateAndGet(highestId, Math::max);
  }

  void repaired(long events) {
    repairs.incrementAndGet();
    republished.addAndGet(events);
  }

  /** Tells how long the relay waits before it tries again; zero while it does not wait. */
  void waits(Duration next) {
    pause = next;
  }

  void audited(AuditReport report) {
    audit.set(report);
  }

  void saw(SlotState state) {
    slot.set(state);
  }

  Role role() {
    return role.get();
  }

  @Nullable Failure failure() {
    return failure.get();
  }

  @Nullable SlotState slot() {
    return slot.get();
  }

  @Nullable AuditReport audit() {
    return audit.get();
  }

  /** The pause after the last failure; zero when the relay does not wait. */
  Duration pause() {
    return pause;
  }

  @Nullable Instant lastPublished() {
    return lastPublished.get();
  }

  long published() {
    return published.get();
  }

  long restarts() {
    return restarts.get();
  }

  long repairs() {
    return repairs.get();
  }

  long republished() {
    return republished.get();
  }

  /**
   * The highest outbox id known to be in Kafka, whichever replica published it; rows above it may
   * wait. 0 when not known.
   */
  long highest() {
    SlotState seen = slot.get();
    SlotState.Memory memory = seen == null ? null : seen.memory();
    return Math.max(highest.get(), memory == null ? 0 : memory.publishedId());
  }
}
