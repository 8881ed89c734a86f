package smallbusiness.messaging.relay;

import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens sessions: finds out where the last one ended, and goes on from there. */
final class Sessions {

  private final RelayProperties properties;
  private final RelayConnection database;
  private final Slot slot;
  private final Positions positions;
  private final EventRecords records;
  private final Supplier<Publisher> publishers;
  private final RelayStatus status;

  Sessions(
      RelayProperties properties,
      RelayConnection database,
      Slot slot,
      Positions positions,
      EventRecords records,
      Supplier<Publisher> publishers,
      RelayStatus status) {
    this.properties = properties;
    this.database = database;
    this.slot = slot;
    this.positions = positions;
    this.records = records;
    this.publishers = publishers;
    this.status = status;
  }

  /**
   * Relays while wanted, or returns at once when another replica was quicker to take the slot. The
   * order of the steps matters: fence, read the position, look at the slot again, read the log.
   *
   * @throws LogGapException when the log does not continue where the last session ended
   */
  void run(BooleanSupplier wanted) throws InterruptedException {
    try (Publisher publisher = publishers.get()) {
      publisher.fence();
      Position last = positions.last(slot.name());
      SlotState state = slot.state();
      if (state.active() || state.paused() || state.defect().isPresent()) {
        return;
      }
      SlotState.Memory memory = Objects.requireNonNull(state.memory());
      Resumption resumption = resume(memory, state.confirmed(), last);
      status.publishedBefore(Math.max(memory.publishedId(), last == null ? 0 : last.highest()));
      RowQueue rows = new RowQueue(properties.bufferSize().toBytes());
      try (Engine engine = new Engine(database, slot.name(), properties.pollInterval(), rows)) {
        status.become(RelayStatus.Role.ACTIVE);
        new Session(
                slot,
                status,
                records,
                properties,
                publisher,
                engine,
                rows,
                resumption,
                state.confirmed())
            .run(wanted);
      }
    }
  }

  private static Resumption resume(
      SlotState.Memory memory, long confirmed, @Nullable Position last) {
    UUID epoch = memory.epoch();
    boolean nothingPublished = last == null || !last.epoch().equals(epoch);
    if (nothingPublished && Long.compareUnsigned(confirmed, memory.consistentPoint()) > 0) {
      throw new LogGapException("The slot has moved, but Kafka has no position that led there");
    }
    return new Resumption(epoch, confirmed, last);
  }
}
