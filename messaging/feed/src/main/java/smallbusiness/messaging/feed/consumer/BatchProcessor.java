package smallbusiness.messaging.feed.consumer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import smallbusiness.messaging.feed.EventHandlers;
import smallbusiness.messaging.feed.EventKey;
import smallbusiness.messaging.feed.EventTooEarlyException;
import smallbusiness.messaging.feed.FeedObserver;
import smallbusiness.messaging.feed.FeedTransactions;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.feed.RetryLaterException;
import smallbusiness.messaging.feed.TransientFailures;
import smallbusiness.messaging.feed.parked.ParkedEvents;

/**
 * Applies batches: offsets, rows and parked events commit in one transaction. When a batch fails
 * because of an event, it is halved until the failing event is alone; then that event is parked.
 */
final class BatchProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(BatchProcessor.class);

  /** Two more attempts before an event is parked: a race may look like a bad event. */
  private static final BackOff RACE = new FixedBackOff(0, 2);

  private final String feed;
  private final EventHandlers handlers;
  private final FeedOffsets offsets;
  private final ParkedEvents parked;
  private final TransactionOperations transactions;
  private final BatchInterceptor interceptor;
  private final FeedObserver observer;

  BatchProcessor(
      String feed,
      EventHandlers handlers,
      FeedOffsets offsets,
      ParkedEvents parked,
      TransactionOperations transactions,
      BatchInterceptor interceptor,
      FeedObserver observer) {
    this.feed = feed;
    this.handlers = handlers;
    this.offsets = offsets;
    this.parked = parked;
    this.transactions = new FeedTransactions(transactions);
    this.interceptor = interceptor;
    this.observer = observer;
  }

  /**
   * Applies the batch, as a whole or in parts, and moves the positions along.
   *
   * @param positions the consumer's current offset in each partition
   * @throws RuntimeException on a transient failure; the caller retries from the stored offsets
   */
  void apply(Batch batch, Map<TopicPartition, Long> positions) {
    @Nullable RuntimeException failure = attempt(batch, positions);
    if (failure == null) {
      return;
    }
    if (batch.size() > 1) {
      apply(batch.firstHalf(), positions);
      apply(batch.secondHalf(), positions);
      return;
    }
    BackOffExecution attempts = backOff(failure).start();
    for (long pause = attempts.nextBackOff();
        failure != null && pause != BackOffExecution.STOP;
        pause = attempts.nextBackOff()) {
      sleep(pause);
      failure = attempt(batch, positions);
    }
    if (failure != null) {
      commit(batch, positions, failure);
    }
  }

  private static BackOff backOff(RuntimeException failure) {
    if (!(failure instanceof EventTooEarlyException)) {
      return RACE;
    }
    ExponentialBackOff early = new ExponentialBackOff(10, 2);
    early.setMaxInterval(500);
    early.setMaxElapsedTime(5000);
    return early;
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryLaterException("Interrupted");
    }
  }

  /** The failure that an event of the batch caused; null when the batch is committed. */
  private @Nullable RuntimeException attempt(Batch batch, Map<TopicPartition, Long> positions) {
    try {
      List<ReceivedEvent> events = commit(batch, positions, null);
      if (!events.isEmpty()) {
        observer.applied(events);
      }
      return null;
    } catch (RuntimeException e) {
      if (TransientFailures.isTransient(e)) {
        throw e;
      }
      return e;
    }
  }

  /**
   * Commits the batch.
   *
   * @param failure why its only event is to be parked; null to apply the events
   * @return the applied events
   */
  private List<ReceivedEvent> commit(
      Batch batch, Map<TopicPartition, Long> positions, @Nullable RuntimeException failure) {
    List<FeedOffsets.Step> steps = batch.steps(positions);
    List<ReceivedEvent> events = new ArrayList<>(batch.size());
    transactions.executeWithoutResult(
        transaction -> {
          Set<EventKey> keys = offsets.advance(steps) ? parked.keys() : new HashSet<>();
          for (IncomingRecord incoming : batch.records()) {
            @Nullable ReceivedEvent event = incoming.event();
            @Nullable RuntimeException refusal = failure == null ? incoming.error() : failure;
            if (keys.contains(incoming.key())) {
              parked.queue(incoming.record());
            } else if (event == null || refusal != null) {
              LOG.error("Feed {} parks {}", feed, incoming.key(), refusal);
              parked.park(incoming.record(), String.valueOf(refusal), keys);
            } else {
              events.add(event);
            }
          }
          if (!events.isEmpty()) {
            interceptor.apply(feed, events, () -> handlers.apply(List.copyOf(events)));
          }
        });
    steps.forEach(step -> positions.put(step.partition(), step.to()));
    return events;
  }
}
