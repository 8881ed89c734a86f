package smallbusiness.messaging.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One spell of relaying, from taking the slot to losing it. Runs on the caller's thread; whatever
 * goes wrong ends it with an exception, and the next session finds out by itself where to go on.
 */
final class Session {

  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

  /** In seconds: how long the engine may be without the slot. */
  private static final int SLOT_PATIENCE = 5;

  private final Slot slot;
  private final RelayStatus status;
  private final EventRecords records;
  private final int mostRows;
  private final long heartbeatAfter;
  private final Publisher publisher;
  private final Progressing progress;
  private final Engine engine;
  private final RowQueue rows;
  private final Resumption resumption;
  private long published;
  private long told;
  private int checksWithoutSlot;

  Session(
      Slot slot,
      RelayStatus status,
      EventRecords records,
      RelayProperties properties,
      Publisher publisher,
      Progressing progress,
      Engine engine,
      RowQueue rows,
      Resumption resumption) {
    this.slot = slot;
    this.status = status;
    this.records = records;
    this.mostRows = properties.maxTransactionRows();
    this.heartbeatAfter = properties.heartbeatAfter().toBytes();
    this.publisher = publisher;
    this.progress = progress;
    this.engine = engine;
    this.rows = rows;
    this.resumption = resumption;
  }

  /**
   * Relays while wanted.
   *
   * @throws LogGapException when the log does not continue where the last session ended
   */
  void run(BooleanSupplier wanted) throws InterruptedException {
    long nextCheck = System.nanoTime() + CHECK_NANOS;
    boolean paused = false;
    while (wanted.getAsBoolean() && !paused) {
      List<SourceRecord> batch = rows.take(mostRows, PATIENCE);
      if (!batch.isEmpty()) {
        relay(batch);
      }
      engine.requireAlive();
      if (System.nanoTime() - nextCheck >= 0) {
        paused = check();
        nextCheck = System.nanoTime() + CHECK_NANOS;
      }
    }
  }

  private void relay(List<SourceRecord> batch) {
    List<ProducerRecord<String, byte[]>> events = new ArrayList<>(batch.size());
    Position reached = null;
    Row heartbeat = null;
    for (SourceRecord source : batch) {
      Row row = Row.of(source);
      Position position = resumption.next(row);
      if (position != null) {
        reached = position;
        if (row.isHeartbeat()) {
          heartbeat = row;
        } else {
          events.add(records.record(row));
        }
      }
    }
    if (reached != null) {
      publisher.publish(events, reached);
      status.published(events.size(), reached.highest());
      if (heartbeat != null) {
        progress.published(heartbeat.heartbeatTime());
      }
    }
    if (!resumption.isSearching()) {
      rows.acknowledge(batch.getLast());
    }
  }

  /** Looks at the slot; true when an operator wants the relay to pause. */
  private boolean check() {
    SlotState state = slot.state();
    status.saw(state);
    checksWithoutSlot = state.active() ? 0 : checksWithoutSlot + 1;
    if (published == status.published() && isHeldUp(state)) {
      slot.heartbeat();
    }
    published = status.published();
    if (status.highest() > told) {
      told = status.highest();
      slot.tellPublished(told);
    }
    if (checksWithoutSlot > SLOT_PATIENCE) {
      throw new IllegalStateException("The engine runs, but nobody reads from the slot");
    }
    return state.paused();
  }

  /**
   * Whether a row is wanted that nobody appends: so that the slot lets go of foreign log, or so
   * that it shows whether the last published row is still to come in a log that was set back.
   */
  private boolean isHeldUp(SlotState state) {
    return resumption.isSearching() || state.retainedBytes() > heartbeatAfter;
  }
}
