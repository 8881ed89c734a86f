package smallbusiness.messaging.relay.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.source.SourceRecord;
import smallbusiness.messaging.relay.engine.Engine;
import smallbusiness.messaging.relay.engine.LogRow;
import smallbusiness.messaging.relay.engine.RowQueue;
import smallbusiness.messaging.relay.progress.ProgressReporter;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.OutboxRow;
import smallbusiness.messaging.relay.publish.RelayPosition;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.slot.SlotState;
import smallbusiness.messaging.relay.status.RelayStatus;

/**
 * Publishes rows from the log while this replica holds the slot. Every failure ends the session
 * with an exception; the next session resumes after the last published row.
 */
final class RelaySession {

  private static final Duration TAKE_TIMEOUT = Duration.ofMillis(100);
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

  /** How many checks in a row may find the slot inactive. */
  private static final int MAX_INACTIVE_CHECKS = 5;

  private final ReplicationSlot slot;
  private final RelayStatus status;
  private final int maxRows;
  private final long heartbeatAfter;
  private final EventPublisher publisher;
  private final ProgressReporter progress;
  private final Engine engine;
  private final RowQueue rows;
  private final ReplayFilter filter;
  private long publishedAtLastCheck;
  private long storedId;
  private int inactiveChecks;

  RelaySession(
      ReplicationSlot slot,
      RelayStatus status,
      RelayProperties properties,
      EventPublisher publisher,
      ProgressReporter progress,
      Engine engine,
      RowQueue rows,
      ReplayFilter filter) {
    this.slot = slot;
    this.status = status;
    this.maxRows = properties.maxTransactionRows();
    this.heartbeatAfter = properties.heartbeatAfter().toBytes();
    this.publisher = publisher;
    this.progress = progress;
    this.engine = engine;
    this.rows = rows;
    this.filter = filter;
  }

  /**
   * Runs until stopped or paused.
   *
   * @throws LogGapException if the log does not continue after the last published row
   */
  void run(BooleanSupplier running) throws InterruptedException {
    long nextCheck = System.nanoTime() + CHECK_NANOS;
    boolean paused = false;
    while (running.getAsBoolean() && !paused) {
      List<SourceRecord> batch = rows.take(maxRows, TAKE_TIMEOUT);
      if (!batch.isEmpty()) {
        publish(batch);
      }
      engine.requireRunning();
      if (System.nanoTime() - nextCheck >= 0) {
        paused = check();
        nextCheck = System.nanoTime() + CHECK_NANOS;
      }
    }
  }

  private void publish(List<SourceRecord> batch) {
    List<OutboxRow> events = new ArrayList<>(batch.size());
    RelayPosition reached = null;
    OutboxRow heartbeat = null;
    for (SourceRecord record : batch) {
      LogRow row = LogRow.of(record);
      RelayPosition position = filter.next(row);
      if (position != null) {
        reached = position;
        if (row.row().isHeartbeat()) {
          heartbeat = row.row();
        } else {
          events.add(row.row());
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
    if (!filter.isSearching()) {
      rows.acknowledge(batch.getLast());
    }
  }

  /** Checks the slot; returns true if an operator has paused the relay. */
  private boolean check() {
    SlotState state = slot.state();
    status.slot(state);
    inactiveChecks = state.active() ? 0 : inactiveChecks + 1;
    if (publishedAtLastCheck == status.published() && needsHeartbeat(state)) {
      slot.heartbeat();
    }
    publishedAtLastCheck = status.published();
    if (status.highestId() > storedId) {
      storedId = status.highestId();
      slot.storePublished(storedId);
    }
    if (inactiveChecks > MAX_INACTIVE_CHECKS) {
      throw new IllegalStateException("The engine is running but does not read from the slot");
    }
    return state.paused();
  }

  /**
   * Whether an idle outbox needs a row: to release WAL of other tables, or to find out whether a
   * log that was set back still contains the last published row.
   */
  private boolean needsHeartbeat(SlotState state) {
    return filter.isSearching() || state.retainedBytes() > heartbeatAfter;
  }
}
