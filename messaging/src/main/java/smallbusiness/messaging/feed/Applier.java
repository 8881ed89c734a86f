package smallbusiness.messaging.feed;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.transaction.support.TransactionOperations;

/** Applies batches: decodes, then offsets and rows in one transaction. */
final class Applier {

  private final EventReader reader;
  private final FeedOffsets offsets;
  private final TransactionOperations transactions;
  private final List<FeedObserver> observers;

  Applier(
      EventReader reader,
      FeedOffsets offsets,
      TransactionOperations transactions,
      List<FeedObserver> observers) {
    this.reader = reader;
    this.offsets = offsets;
    this.transactions = transactions;
    this.observers = List.copyOf(observers);
  }

  /**
   * Applies the batch, whole or not at all, and moves the positions with it.
   *
   * @param positions where the feed stands in each partition
   */
  void apply(FeedListener listener, Batch batch, Map<TopicPartition, Long> positions) {
    List<ReceivedEvent> events = batch.records().stream().map(reader::read).toList();
    List<FeedOffsets.Step> steps = steps(batch, events, positions);
    transactions.executeWithoutResult(
        transaction -> {
          offsets.advance(listener.name(), steps);
          listener.apply(events);
        });
    steps.forEach(step -> positions.put(step.partition(), step.to()));
    observers.forEach(observer -> observer.applied(events));
  }

  private static List<FeedOffsets.Step> steps(
      Batch batch, List<ReceivedEvent> events, Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Instant> newest = new HashMap<>();
    for (ReceivedEvent event : events) {
      newest.merge(partitionOf(event), event.time(), (a, b) -> a.isAfter(b) ? a : b);
    }
    List<FeedOffsets.Step> steps = new ArrayList<>();
    batch
        .ends()
        .forEach(
            (partition, end) ->
                steps.add(
                    new FeedOffsets.Step(
                        partition,
                        requireNonNull(positions.get(partition), "a partition that is assigned"),
                        end,
                        newest.get(partition))));
    return steps;
  }

  private static TopicPartition partitionOf(ReceivedEvent event) {
    return new TopicPartition(event.type().topic().topicName(), event.partition());
  }
}
