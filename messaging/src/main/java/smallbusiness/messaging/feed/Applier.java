package smallbusiness.messaging.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;
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
  private final List<FeedObserver> observers;

  Applier(
      FeedOffsets offsets,
      Parking parking,
      TransactionOperations transactions,
      Surroundings surroundings,
      List<FeedObserver> observers) {
    this.offsets = offsets;
    this.parking = parking;
    this.transactions = transactions;
    this.surroundings = surroundings;
    this.observers = List.copyOf(observers);
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
      tell(listener, commit(listener, batch, positions));
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
    inTransaction(
        () -> {
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

  /**
   * The work, whole or not at all.
   *
   * @throws TransientDataAccessResourceException when the work failed and could not be rolled back:
   *     then the connection is gone, and what the work failed by says nothing of the events
   */
  @SuppressWarnings("ReferenceEquality") // a rollback that goes well throws the very same
  private void inTransaction(Runnable work) {
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      transactions.executeWithoutResult(
          transaction -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              failure.set(e);
              throw e;
            }
          });
    } catch (RuntimeException e) {
      @Nullable RuntimeException first = failure.get();
      if (first == null || first == e) {
        throw e;
      }
      e.addSuppressed(first);
      throw new TransientDataAccessResourceException("Could not be rolled back", e);
    }
  }

  /** What is committed stays so, whatever those make of it who hear of it. */
  private void tell(FeedListener listener, List<ReceivedEvent> events) {
    for (FeedObserver observer : observers) {
      try {
        observer.applied(listener.name(), events);
      } catch (RuntimeException e) {
        LOG.error("{} could not be told what feed {} applied", observer, listener.name(), e);
      }
    }
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
