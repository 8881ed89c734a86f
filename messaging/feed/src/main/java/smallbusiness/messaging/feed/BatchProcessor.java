package smallbusiness.messaging.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import smallbusiness.schemas.UndecodableEventException;

/**
 * Applies batches: offsets, rows and parked events commit in one transaction. When a batch fails
 * because of an event, it is halved until the failing event is alone; then that event is parked.
 */
final class BatchProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(BatchProcessor.class);

  /** Attempts at a single event before it is parked: a race may look like a bad event. */
  private static final int ATTEMPTS = 3;

  private final FeedOffsets offsets;
  private final Parking parking;
  private final TransactionOperations transactions;
  private final BatchInterceptor interceptor;
  private final FeedObserver observers;

  BatchProcessor(
      FeedOffsets offsets,
      Parking parking,
      TransactionOperations transactions,
      BatchInterceptor interceptor,
      List<FeedObserver> observers) {
    this.offsets = offsets;
    this.parking = parking;
    this.transactions = new FeedTransactions(transactions);
    this.interceptor = interceptor;
    this.observers = new FeedObservers(observers);
  }

  /**
   * Applies the batch, as a whole or in parts, and moves the positions along.
   *
   * @param positions the feed's current offset in each partition
   * @throws RuntimeException on a transient failure; the caller retries from the stored offsets
   */
  void apply(EventHandler handler, Batch batch, Map<TopicPartition, Long> positions) {
    @Nullable RuntimeException failure = attempt(handler, batch, positions);
    if (failure == null) {
      return;
    }
    if (batch.size() > 1) {
      apply(handler, batch.firstHalf(), positions);
      apply(handler, batch.secondHalf(), positions);
      return;
    }
    for (int attempt = 1; failure != null && attempt < ATTEMPTS; attempt++) {
      failure = attempt(handler, batch, positions);
    }
    if (failure != null) {
      park(handler, batch, positions, failure);
    }
  }

  /** The failure that an event of the batch caused; null when the batch is committed. */
  private @Nullable RuntimeException attempt(
      EventHandler handler, Batch batch, Map<TopicPartition, Long> positions) {
    try {
      observers.applied(handler.name(), commit(handler, batch, positions));
      return null;
    } catch (RuntimeException e) {
      if (TransientFailures.isTransient(e)) {
        throw e;
      }
      return e;
    }
  }

  private List<ReceivedEvent> commit(
      EventHandler handler, Batch batch, Map<TopicPartition, Long> positions) {
    List<FeedOffsets.Step> steps = batch.steps(positions);
    List<ReceivedEvent> events = new ArrayList<>(batch.size());
    transactions.executeWithoutResult(
        transaction -> {
          boolean some = offsets.advance(handler.name(), steps);
          Set<IncomingRecord.EventKey> parked =
              some ? parking.parked(handler.name()) : new HashSet<>();
          for (IncomingRecord incoming : batch.records()) {
            @Nullable ReceivedEvent event = incoming.event();
            if (parked.contains(incoming.key())) {
              parking.queue(handler.name(), incoming);
            } else if (event == null) {
              LOG.error("Feed {} parks {}: {}", handler.name(), incoming.key(), incoming.error());
              parking.park(
                  handler.name(),
                  incoming,
                  new UndecodableEventException(String.valueOf(incoming.error())),
                  parked);
            } else {
              events.add(event);
            }
          }
          if (!events.isEmpty()) {
            interceptor.apply(handler.name(), events, () -> handler.apply(List.copyOf(events)));
          }
        });
    steps.forEach(step -> positions.put(step.partition(), step.to()));
    return events;
  }

  private void park(
      EventHandler handler,
      Batch single,
      Map<TopicPartition, Long> positions,
      RuntimeException failure) {
    IncomingRecord incoming = single.records().getFirst();
    LOG.error("Feed {} parks {}", handler.name(), incoming.key(), failure);
    List<FeedOffsets.Step> steps = single.steps(positions);
    transactions.executeWithoutResult(
        transaction -> {
          offsets.advance(handler.name(), steps);
          parking.park(handler.name(), incoming, failure, parking.parked(handler.name()));
        });
    steps.forEach(step -> positions.put(step.partition(), step.to()));
  }
}
