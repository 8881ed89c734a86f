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
 * Applies batches: offsets, rows and what has to be put aside in one transaction. A batch that
 * fails by one of its events is halved until that event stands alone; then its key is parked.
 */
final class Applier {

  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  /** Tries of a single event before it is parked: a race may look like a fault of the event. */
  private static final int TRIES = 3;

  private final FeedOffsets offsets;
  private final Parking parking;
  private final TransactionOperations transactions;
  private final Surroundings surroundings;
  private final FeedObserver observers;

  Applier(
      FeedOffsets offsets,
      Parking parking,
      TransactionOperations transactions,
      Surroundings surroundings,
      List<FeedObserver> observers) {
    this.offsets = offsets;
    this.parking = parking;
    this.transactions = new FeedTransactions(transactions);
    this.surroundings = surroundings;
    this.observers = new FeedObservers(observers);
  }

  /**
   * Applies the batch or parts of it in their order, and moves the positions along.
   *
   * @param positions where the feed stands in each partition
   * @throws RuntimeException when the surroundings are at fault: the rest of the batch is to be
   *     tried again
   */
  void apply(FeedListener listener, Batch batch, Map<TopicPartition, Long> positions) {
    @Nullable RuntimeException fault = tryTo(listener, batch, positions);
    if (fault == null) {
      return;
    }
    if (batch.size() > 1) {
      apply(listener, batch.firstHalf(), positions);
      apply(listener, batch.secondHalf(), positions);
      return;
    }
    for (int tries = 1; fault != null && tries < TRIES; tries++) {
      fault = tryTo(listener, batch, positions);
    }
    if (fault != null) {
      park(listener, batch, positions, fault);
    }
  }

  /** Why the batch did not go through, where that is its own fault; null when it did. */
  private @Nullable RuntimeException tryTo(
      FeedListener listener, Batch batch, Map<TopicPartition, Long> positions) {
    try {
      observers.applied(listener.name(), commit(listener, batch, positions));
      return null;
    } catch (RuntimeException e) {
      if (Faults.pass(e)) {
        throw e;
      }
      return e;
    }
  }

  private List<ReceivedEvent> commit(
      FeedListener listener, Batch batch, Map<TopicPartition, Long> positions) {
    List<FeedOffsets.Step> steps = batch.steps(positions);
    List<ReceivedEvent> events = new ArrayList<>(batch.size());
    transactions.executeWithoutResult(
        transaction -> {
          boolean some = offsets.advance(listener.name(), steps);
          Set<Arrival.Queue> parked = some ? parking.parked(listener.name()) : new HashSet<>();
          for (Arrival arrival : batch.arrivals()) {
            @Nullable ReceivedEvent event = arrival.event();
            if (parked.contains(arrival.queue())) {
              parking.queue(listener.name(), arrival);
            } else if (event == null) {
              LOG.error(
                  "Feed {} parks {}: {}", listener.name(), arrival.queue(), arrival.objection());
              parking.park(
                  listener.name(),
                  arrival,
                  new UndecodableEventException(String.valueOf(arrival.objection())),
                  parked);
            } else {
              events.add(event);
            }
          }
          if (!events.isEmpty()) {
            surroundings.apply(listener.name(), events, () -> listener.apply(List.copyOf(events)));
          }
        });
    steps.forEach(step -> positions.put(step.partition(), step.to()));
    return events;
  }

  private void park(
      FeedListener listener,
      Batch single,
      Map<TopicPartition, Long> positions,
      RuntimeException fault) {
    Arrival arrival = single.arrivals().getFirst();
    LOG.error("Feed {} parks {}", listener.name(), arrival.queue(), fault);
    List<FeedOffsets.Step> steps = single.steps(positions);
    transactions.executeWithoutResult(
        transaction -> {
          offsets.advance(listener.name(), steps);
          parking.park(listener.name(), arrival, fault, parking.parked(listener.name()));
        });
    steps.forEach(step -> positions.put(step.partition(), step.to()));
  }
}
