package smallbusiness.messaging.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of one listener on a thread of its own until it is stopped. Whatever fails is
 * tried again from the stored offsets, with growing pauses.
 */
final class FeedRunner implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedRunner.class);

  /** How long a poll waits for events; they end it at once. */
  private static final Duration POLL = Duration.ofMillis(500);

  private final EventHandler listener;
  private final FeedConsumers consumers;
  private final FeedOffsets offsets;
  private final EventReader reader;
  private final BatchProcessor applier;
  private final FeedState state;
  private final Backoff backoff;
  private final int fullBatch;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Where the feed stands in each partition that it owns; touched by the feed's thread alone. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  /** Whether the last batch found its offsets moved by somebody else. */
  private boolean moved;

  private volatile @Nullable Consumer<byte[], byte[]> open;

  /**
   * A feed that does not run yet.
   *
   * @param fullBatch most events that a poll brings
   */
  FeedRunner(
      EventHandler listener,
      FeedConsumers consumers,
      FeedOffsets offsets,
      EventReader reader,
      BatchProcessor applier,
      FeedState state,
      Backoff backoff,
      int fullBatch,
      Clock clock) {
    this.listener = listener;
    this.consumers = consumers;
    this.offsets = offsets;
    this.reader = reader;
    this.applier = applier;
    this.state = state;
    this.backoff = backoff;
    this.fullBatch = fullBatch;
    this.clock = clock;
  }

  @Override
  public void run() {
    while (!stopped()) {
      try (Consumer<byte[], byte[]> consumer = consumers.open(listener)) {
        open = consumer;
        consumer.subscribe(FeedConsumers.topicsOf(listener), new Ownership(consumer));
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("Feed {} is asked to stop", listener.name(), e);
      } catch (RuntimeException | Error e) {
        failed(e);
      } finally {
        open = null;
        positions.clear();
        state.lostAll();
      }
    }
  }

  /** Ends {@link #run} soon; what is being applied is finished first. */
  void stop() {
    stopping.countDown();
    Consumer<byte[], byte[]> consumer = open;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    while (!stopped()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (records.isEmpty()) {
        idle(consumer);
      } else {
        apply(consumer, records);
      }
      observe(consumer);
      if (!records.isEmpty() && state.lag() < fullBatch) {
        linger();
      }
    }
  }

  private void linger() {
    Duration linger = listener.linger();
    if (linger.isPositive()) {
      pause(linger);
    }
  }

  private void apply(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
    try {
      applier.apply(listener, Batch.of(records, reader), positions);
      state.applied(records.count(), clock.instant());
      backoff.reset();
      moved = false;
    } catch (PartitionLostException e) {
      lost(e);
      rewind(consumer, consumer.assignment());
    } catch (RuntimeException e) {
      failed(e);
      rewind(consumer, consumer.assignment());
    }
  }

  /**
   * An offset that was moved once is no failure: another replica had the partition for a while, or
   * an operator let the feed go on elsewhere. Again and again it is one.
   */
  private void lost(PartitionLostException error) {
    if (moved) {
      failed(error);
    } else {
      moved = true;
      state.repeats();
      LOG.info("{}; going on from where it is", error.getMessage());
    }
  }

  private void failed(Throwable error) {
    Duration pause = backoff.next();
    // The trace once for each error, not for each try.
    if (error instanceof RetryLaterException) {
      LOG.info("Feed {} tries again later: {}", listener.name(), error.getMessage());
    } else if (error.toString().equals(state.error())) {
      LOG.warn("Feed {} still does not get on", listener.name());
    } else {
      LOG.warn("Feed {} does not get on; trying again until it does", listener.name(), error);
    }
    state.failed(error);
    pause(pause);
  }

  /** Ends early when the feed is to stop. */
  private void pause(Duration pause) {
    try {
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Feed {} stops while it waits", listener.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  /** Goes on from the stored offsets. */
  private void rewind(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> stored = offsets.next(listener.name(), partitions);
    positions.putAll(stored);
    stored.forEach((partition, offset) -> seek(consumer, partition, offset));
  }

  /**
   * A partition of which nothing is applied is read from where it begins. A stored offset that
   * Kafka does not have makes the next poll fail with {@link OffsetOutOfRangeException}: events are
   * gone, and passing over that is not for us to decide.
   */
  private static void seek(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
    if (offset == 0) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, offset);
    }
  }

  /** No event came: because there is none, or because there is no broker to ask. */
  private void idle(Consumer<byte[], byte[]> consumer) {
    if (FeedConsumers.connected(consumer)) {
      backoff.reset();
      moved = false;
      state.following();
    } else {
      state.unconnected();
    }
  }

  private void observe(Consumer<byte[], byte[]> consumer) {
    for (TopicPartition partition : consumer.assignment()) {
      consumer.currentLag(partition).ifPresent(lag -> state.lag(partition, lag));
    }
  }

  /** Keeps positions in step with what the group has assigned to us. */
  private final class Ownership implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;

    Ownership(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      rewind(consumer, partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        positions.remove(partition);
        state.lost(partition);
      }
    }
  }
}
