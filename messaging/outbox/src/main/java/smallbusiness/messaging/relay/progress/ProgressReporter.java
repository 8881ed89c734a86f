package smallbusiness.messaging.relay.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.messaging.relay.publish.EndOffsets;
import smallbusiness.messaging.relay.publish.RelayKafka;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.status.Failures;

/**
 * Reports during a session how far it has published. Once per interval it inserts a heartbeat row,
 * which takes the same path as all events: log, engine, session. When it arrives, everything
 * committed before it is in Kafka, and the reporter sends a report. If anything on that path is
 * stuck, there is no report (ADR 23).
 *
 * <p>It has its own thread and producer and does not delay events. One heartbeat is in flight at a
 * time.
 */
public final class ProgressReporter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);

  /** How long the end of a session waits for a report that is being sent. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(10);

  private final ReplicationSlot slot;
  private final RelayKafka kafka;
  private final Duration interval;
  private final EndOffsets endOffsets;
  private final BlockingQueue<Optional<ProgressReport>> reports = new ArrayBlockingQueue<>(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts reporting.
   *
   * @param endOffsets of the session's publisher, which must have fenced its predecessors
   */
  public ProgressReporter(
      ReplicationSlot slot, RelayKafka kafka, Duration interval, EndOffsets endOffsets) {
    this.slot = slot;
    this.kafka = kafka;
    this.interval = interval;
    this.endOffsets = endOffsets;
    this.thread = Thread.ofVirtual().name("relay-progress").start(this::run);
  }

  /** A heartbeat row of that time has arrived, and everything before it is published. */
  public void published(Instant heartbeat) {
    reports.clear();
    reports.offer(Optional.of(new ProgressReport(heartbeat, endOffsets.snapshot())));
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try (Producer<String, byte[]> producer = kafka.progressProducer()) {
          kafka.readEndOffsets(endOffsets);
          report(producer);
        } catch (ExecutionException | RuntimeException e) {
          failed(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(Producer<String, byte[]> producer)
      throws InterruptedException, ExecutionException {
    while (true) {
      long started = System.nanoTime();
      reports.clear();
      if (closing.getCount() == 0) {
        return;
      }
      slot.heartbeat();
      ProgressReport report = awaitReport();
      if (report != null) {
        producer
            .send(new ProducerRecord<>(kafka.progressTopic(), slot.name(), report.toJson()))
            .get();
      }
      long left = interval.toNanos() - (System.nanoTime() - started);
      if (closing.await(left, TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  /** Returns null at the end of the session or after a timeout, when the next heartbeat is due. */
  private @Nullable ProgressReport awaitReport() throws InterruptedException {
    Optional<ProgressReport> report =
        reports.poll(interval.plus(HEARTBEAT_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
    return report == null ? null : report.orElse(null);
  }

  private void failed(Exception cause) throws InterruptedException {
    if (!closing.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.warn("Relay: progress report failed, retrying: {}", Failures.describe(cause));
    }
  }

  @Override
  public void close() {
    closing.countDown();
    reports.offer(Optional.empty());
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
