package smallbusiness.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens sessions: finds out where the last one ended, and goes on from there. */
final class Sessions {

  /** How long the engine may take to begin to read from the slot. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(1);

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final RelayProperties properties;
  private final RelayConnection database;
  private final Slot slot;
  private final Positions positions;
  private final EventRecords records;
  private final Supplier<Publisher> publishers;
  private final Function<Ends, Progressing> progress;
  private final RelayStatus status;

  Sessions(
      RelayProperties properties,
      RelayConnection database,
      Slot slot,
      Positions positions,
      EventRecords records,
      Supplier<Publisher> publishers,
      Function<Ends, Progressing> progress,
      RelayStatus status) {
    this.properties = properties;
    this.database = database;
    this.slot = slot;
    this.positions = positions;
    this.records = records;
    this.publishers = publishers;
    this.progress = progress;
    this.status = status;
  }

  /**
   * Relays while wanted. The order of the steps matters: fence, read the position, look at the slot
   * again, read the log. The lease keeps standbys from fencing each other while they do so; it may
   * be lost, since nothing but time depends on it.
   *
   * @return false at once when another replica was quicker
   * @throws LogGapException when the log does not continue where the last session ended
   */
  boolean run(BooleanSupplier wanted) throws InterruptedException, SQLException {
    Optional<Lease> free =
        Lease.take(database, "relaying from " + slot.name(), properties.senderTimeout());
    if (free.isEmpty()) {
      return false;
    }
    try (Lease lease = free.get()) {
      return !slot.state().active() && takeOver(lease, wanted);
    }
  }

  /**
   * Goes through what a take-over does, as far as that changes nothing, so that it is quick when it
   * is this replica's turn.
   *
   * @throws org.apache.kafka.common.KafkaException when Kafka is away
   */
  void rehearse() {
    positions.last(slot.name());
    publishers.get().close();
    Engine.rehearse(database, slot.name());
  }

  private boolean takeOver(Lease lease, BooleanSupplier wanted)
      throws InterruptedException, SQLException {
    try (Publisher publisher = publishers.get()) {
      publisher.fence();
      Position last = positions.last(slot.name());
      SlotState state = slot.state();
      if (state.active() || state.paused() || state.defect().isPresent()) {
        return false;
      }
      Resumption resumption = resume(state, last);
      status.publishedBefore(last == null ? 0 : last.highest());
      RowQueue rows = new RowQueue(properties.bufferSize().toBytes());
      try (Engine engine = new Engine(database, slot.name(), properties.pollInterval(), rows)) {
        awaitSlot(engine, state, wanted);
        lease.close();
        status.become(RelayStatus.Role.ACTIVE);
        try (Progressing reports = progress.apply(publisher.ends())) {
          new Session(
                  slot, status, records, properties, publisher, reports, engine, rows, resumption)
              .run(wanted);
        }
        return true;
      }
    }
  }

  private static Resumption resume(SlotState state, @Nullable Position last) {
    SlotState.Memory memory = Objects.requireNonNull(state.memory());
    UUID epoch = memory.epoch();
    if (last == null || !last.epoch().equals(epoch)) {
      if (Long.compareUnsigned(state.confirmed(), memory.consistentPoint()) > 0) {
        throw new LogGapException("The slot has moved, but Kafka has no position that led there");
      }
    } else if (Long.compareUnsigned(state.endOfLog(), last.lsn()) < 0) {
      throw new LogGapException(
          "The log ends at %s, before the last published row %s: the database was set back"
              .formatted(Lsn.format(state.endOfLog()), last.text()));
    }
    return new Resumption(epoch, state.confirmed(), last);
  }

  /**
   * Waits until the engine reads from the slot. A slot that is dropped after the session has looked
   * at it is made anew by the engine, at the present and without a word. It shows in that nothing
   * has been acknowledged yet and the slot is confirmed elsewhere all the same.
   */
  private void awaitSlot(Engine engine, SlotState before, BooleanSupplier wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    SlotState state = slot.state();
    while (wanted.getAsBoolean() && !state.active()) {
      engine.requireAlive();
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("The engine runs, but does not read from the slot");
      }
      Thread.sleep(GLANCE);
      state = slot.state();
    }
    if (state.active() && state.confirmed() != before.confirmed()) {
      throw new LogGapException("The slot was made anew while the engine started");
    }
  }
}
