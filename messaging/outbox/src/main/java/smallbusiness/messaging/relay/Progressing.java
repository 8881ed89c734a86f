package smallbusiness.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import smallbusiness.messaging.progress.Progress;

/**
 * Reports during a session how far it has published. About once an interval it writes a heartbeat
 * row, which goes the way of all events: through the log, the engine and the session. When it comes
 * out, all that was committed before it was written is in Kafka, and that is reported. Whatever is
 * stopped or stuck on the way, there is no report (ADR 23).
 *
 * <p>It has a thread and a producer of its own and keeps no event waiting. One heartbeat is under
 * way at a time.
 */
final class Progressing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Progressing.class);

  /** How long a session's end waits for a report that is being sent. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration LOST_AFTER = Duration.ofSeconds(10);

  private final Slot slot;
  private final KafkaClients kafka;
  private final Topics topics;
  private final Duration interval;
  private final Ends ends;
  private final BlockingQueue<Optional<Progress>> reached = new ArrayBlockingQueue<>(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins to report.
   *
   * @param ends what the session's publisher sends where; it must have fenced its predecessors
   */
  Progressing(Slot slot, KafkaClients kafka, Topics topics, Duration interval, Ends ends) {
    this.slot = slot;
    this.kafka = kafka;
    this.topics = topics;
    this.interval = interval;
    this.ends = ends;
    this.thread = Thread.ofVirtual().name("relay-progress").start(this::work);
  }

  /** A heartbeat of that time was published, with all before it. Returns at once. */
  void published(Instant heartbeat) {
    reached.clear();
    reached.offer(Optional.of(new Progress(heartbeat, ends.snapshot())));
  }

  private void work() {
    try {
      while (closing.getCount() > 0) {
        try (Producer<String, byte[]> producer = kafka.reporter()) {
          new LastRecords(kafka).find(topics.events(), ends);
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
      long began = System.nanoTime();
      reached.clear();
      if (closing.getCount() == 0) {
        return;
      }
      slot.heartbeat();
      Progress progress = awaitHeartbeat();
      if (progress != null) {
        byte[] text = progress.text().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topics.progress(), slot.name(), text)).get();
      }
      long left = interval.toNanos() - (System.nanoTime() - began);
      if (closing.await(left, TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  /** Null at the session's end, or after a long time: then another is worth a try. */
  private @Nullable Progress awaitHeartbeat() throws InterruptedException {
    Optional<Progress> progress =
        reached.poll(interval.plus(LOST_AFTER).toMillis(), TimeUnit.MILLISECONDS);
    return progress == null ? null : progress.orElse(null);
  }

  private void failed(Exception cause) throws InterruptedException {
    if (!closing.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.warn("Relay: progress is not reported: {}", Failures.describe(cause));
    }
  }

  @Override
  public void close() {
    closing.countDown();
    reached.offer(Optional.empty());
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
