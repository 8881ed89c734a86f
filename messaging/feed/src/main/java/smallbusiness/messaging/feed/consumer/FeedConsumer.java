package smallbusiness.messaging.feed.consumer;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import smallbusiness.messaging.feed.EventReader;
import smallbusiness.messaging.feed.RetryLaterException;

/**
 * The feed's part in a listener container: applies what a consumer polls, starting at the stored
 * offsets. Whatever fails is retried from the stored offsets with back-off. The offsets in Kafka
 * are neither read nor committed.
 */
final class FeedConsumer
    implements BatchConsumerAwareMessageListener<byte[], byte[]>,
        ConsumerAwareRebalanceListener,
        CommonErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FeedConsumer.class);

  private final String feed;
  private final EventReader reader;
  private final FeedOffsets offsets;
  private final BatchProcessor processor;
  private final FeedState state;
  private final ExponentialBackOff backOff;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<Consumer<?, ?>, Session> sessions = new ConcurrentHashMap<>();

  FeedConsumer(
      String feed,
      EventReader reader,
      FeedOffsets offsets,
      BatchProcessor processor,
      FeedState state,
      ExponentialBackOff backOff,
      Clock clock) {
    this.feed = feed;
    this.reader = reader;
    this.offsets = offsets;
    this.processor = processor;
    this.state = state;
    this.backOff = backOff;
    this.clock = clock;
  }

  /**
   * What one of the container's consumers knows; used by its thread alone. Never shared: a consumer
   * that has lost its partitions without noticing must fail on its own outdated positions.
   */
  private static final class Session {

    /** The next offset of each partition that the consumer owns. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private BackOffExecution retries;

    /** Whether the last batch found its stored offsets moved. */
    private boolean moved;

    Session(ExponentialBackOff backOff) {
      this.retries = backOff.start();
    }
  }

  private Session session(Consumer<?, ?> consumer) {
    return sessions.computeIfAbsent(consumer, added -> new Session(backOff));
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> polled) {
    Consumer<?, ?> consumer = requireNonNull(polled, "a consumer-aware listener gets its consumer");
    Session session = session(consumer);
    processor.apply(Batch.of(records, reader), session.positions);
    state.applied(records.size(), clock.instant());
    succeeded(session);
    observeLag(consumer);
  }

  /** No event came: because there is none, or because no broker is connected. */
  void idle(Consumer<?, ?> consumer) {
    if (connected(consumer)) {
      succeeded(session(consumer));
      state.following();
    } else {
      state.unconnected();
    }
    observeLag(consumer);
  }

  private static boolean connected(Consumer<?, ?> consumer) {
    return consumer.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .anyMatch(metric -> metric.metricValue() instanceof Double count && count > 0);
  }

  private void succeeded(Session session) {
    session.retries = backOff.start();
    session.moved = false;
  }

  private void observeLag(Consumer<?, ?> consumer) {
    for (TopicPartition partition : consumer.assignment()) {
      consumer.currentLag(partition).ifPresent(lag -> state.lag(partition, lag));
    }
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    rewind(consumer, partitions);
  }

  @Override
  public void onPartitionsRevokedBeforeCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    lost(consumer, partitions);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    lost(consumer, partitions);
  }

  private void lost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    partitions.forEach(session(consumer).positions::remove);
    partitions.forEach(state::lost);
  }

  /** The listener failed. */
  @Override
  public void handleBatch(
      Exception failure,
      ConsumerRecords<?, ?> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable invokeListener) {
    recover(failure, consumer);
  }

  /** The consumer itself failed, such as with {@link OffsetOutOfRangeException}. */
  @Override
  public void handleOtherException(
      Exception failure,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    recover(failure, consumer);
  }

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  @Override
  public boolean isAckAfterHandle() {
    return false;
  }

  private void recover(Exception failure, Consumer<?, ?> consumer) {
    Session session = session(consumer);
    Throwable cause = failure.getCause();
    if (failure instanceof ListenerExecutionFailedException && cause != null) {
      recover(cause, session);
    } else {
      recover(failure, session);
    }
    rewind(consumer, consumer.assignment());
  }

  /**
   * Stored offsets that were moved once are no failure: another replica had the partition for a
   * while, or an operator has moved the feed.
   */
  private void recover(Throwable failure, Session session) {
    if (failure instanceof PartitionLostException && !session.moved) {
      session.moved = true;
      state.retried();
      LOG.info("{}; continuing from the stored offset", failure.getMessage());
    } else {
      failed(failure);
      pause(session.retries.nextBackOff());
    }
  }

  /** Logs a failure, with its stack trace only when it is a new one. */
  void failed(Throwable failure) {
    if (failure instanceof RetryLaterException) {
      LOG.info("Feed {} retries later: {}", feed, failure.getMessage());
    } else if (failure.toString().equals(state.error())) {
      LOG.warn("Feed {} still fails: {}", feed, failure.toString());
    } else {
      LOG.warn("Feed {} failed, retrying", feed, failure);
    }
    state.failed(failure);
  }

  private void pause(long millis) {
    try {
      if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debug("Feed {} stops during a pause", feed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  /**
   * Seeks to the stored offsets, retrying until the database answers: a consumer without positions
   * would end the container. A partition of which nothing is applied is read from its beginning. A
   * stored offset that Kafka no longer has makes the next poll fail: events are missing, and
   * skipping them is an operator's decision.
   */
  private void rewind(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Session session = session(consumer);
    while (true) {
      try {
        Map<TopicPartition, Long> stored = offsets.next(partitions);
        session.positions.putAll(stored);
        stored.forEach((partition, offset) -> seek(consumer, partition, offset));
        return;
      } catch (RuntimeException e) {
        if (stopping.getCount() == 0) {
          throw e;
        }
        failed(e);
        pause(session.retries.nextBackOff());
      }
    }
  }

  private static void seek(Consumer<?, ?> consumer, TopicPartition partition, long offset) {
    if (offset == 0) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, offset);
    }
  }

  /** Ends pauses and retries at once. */
  void stop() {
    stopping.countDown();
  }
}
