package smallbusiness.messaging.relay.session;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.lease.Lease;
import smallbusiness.messaging.relay.engine.Engine;
import smallbusiness.messaging.relay.engine.RowQueue;
import smallbusiness.messaging.relay.progress.ProgressReporter;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.RelayKafka;
import smallbusiness.messaging.relay.publish.RelayPosition;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.slot.Lsn;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.slot.SlotState;
import smallbusiness.messaging.relay.status.RelayStatus;

/** Runs sessions; each resumes where the previous one ended. */
public final class SessionRunner {

  /** How long the engine may take to start reading from the slot. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private static final Duration POLL = Duration.ofMillis(20);

  private final RelayProperties properties;
  private final ReplicationSlot slot;
  private final RelayKafka kafka;
  private final RelayStatus status;
  private final Duration progressInterval;

  /**
   * Creates a runner; {@link #run} starts a session.
   *
   * @param progressInterval pause between progress reports
   */
  public SessionRunner(
      RelayProperties properties,
      ReplicationSlot slot,
      RelayKafka kafka,
      RelayStatus status,
      Duration progressInterval) {
    this.properties = properties;
    this.slot = slot;
    this.kafka = kafka;
    this.status = status;
    this.progressInterval = progressInterval;
  }

  /**
   * Takes the slot and runs a session until stopped or paused. The lease keeps standbys from
   * fencing each other during a take-over; losing it costs time only.
   *
   * @return false immediately if another replica was faster
   * @throws LogGapException if the log does not continue where the last session ended
   */
  public boolean run(BooleanSupplier running) throws InterruptedException, SQLException {
    Optional<Lease> acquired = slot.tryLease("relay", properties.senderTimeout());
    if (acquired.isEmpty()) {
      return false;
    }
    try (Lease lease = acquired.get()) {
      return !slot.state().active() && takeOver(lease, running);
    }
  }

  /**
   * Runs those steps of a take-over that change nothing, so that a real one is fast.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  public void warmUp() {
    kafka.lastPosition();
    kafka.publisher().close();
    Engine.warmUp(slot);
  }

  /** The order matters: fence, read the position, check the slot again, read the log. */
  private boolean takeOver(Lease lease, BooleanSupplier running)
      throws InterruptedException, SQLException {
    try (EventPublisher publisher = kafka.publisher()) {
      publisher.fence();
      RelayPosition last = kafka.lastPosition();
      SlotState state = slot.state();
      if (state.active() || state.paused() || state.defect().isPresent()) {
        return false;
      }
      ReplayFilter filter = resume(state, last);
      status.publishedUpTo(last == null ? 0 : last.highest());
      RowQueue rows = new RowQueue(properties.bufferSize().toBytes());
      try (Engine engine = new Engine(slot, properties.pollInterval(), rows)) {
        awaitSlot(engine, state, running);
        lease.close();
        status.enter(RelayStatus.Role.ACTIVE);
        try (ProgressReporter reporter =
            new ProgressReporter(slot, kafka, progressInterval, publisher.endOffsets())) {
          new RelaySession(slot, status, properties, publisher, reporter, engine, rows, filter)
              .run(running);
        }
        return true;
      }
    }
  }

  private static ReplayFilter resume(SlotState state, @Nullable RelayPosition last) {
    UUID epoch = Objects.requireNonNull(state.epoch());
    if (last == null || !last.epoch().equals(epoch)) {
      if (Lsn.isAfter(state.confirmed(), state.consistentPoint())) {
        throw new LogGapException("The slot has advanced, but Kafka has no position for it");
      }
    } else if (Lsn.isAfter(last.lsn(), state.endOfLog())) {
      throw new LogGapException(
          "The log ends at %s, before the last published row %s: the database was set back"
              .formatted(Lsn.format(state.endOfLog()), last));
    }
    return new ReplayFilter(epoch, state.confirmed(), last);
  }

  /**
   * Waits until the engine reads from the slot. If the slot is dropped after the session has
   * checked it, the engine silently creates it again at the end of the log. The confirmed LSN shows
   * it: nothing has been acknowledged yet, so it must not have changed.
   */
  private void awaitSlot(Engine engine, SlotState before, BooleanSupplier running)
      throws InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    SlotState state = slot.state();
    while (running.getAsBoolean() && !state.active()) {
      engine.requireRunning();
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("The engine is running but does not read from the slot");
      }
      Thread.sleep(POLL);
      state = slot.state();
    }
    if (state.active() && state.confirmed() != before.confirmed()) {
      throw new LogGapException("The slot was recreated while the engine started");
    }
  }
}
