package smallbusiness.messaging.feed;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is applied together, in order within each partition; at least one. */
record Batch(List<Arrival> arrivals) {

  static Batch of(ConsumerRecords<byte[], byte[]> polled, EventReader reader) {
    List<Arrival> arrivals = new ArrayList<>(polled.count());
    polled.forEach(record -> arrivals.add(reader.arrival(record)));
    return new Batch(arrivals);
  }

  int size() {
    return arrivals.size();
  }

  Batch firstHalf() {
    return new Batch(arrivals.subList(0, size() / 2));
  }

  Batch secondHalf() {
    return new Batch(arrivals.subList(size() / 2, size()));
  }

  /**
   * How the batch moves the offsets.
   *
   * @param positions where the feed stands in each partition
   */
  List<FeedOffsets.Step> steps(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    Map<TopicPartition, Instant> newest = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      ends.put(arrival.partition(), arrival.record().offset() + 1);
      @Nullable ReceivedEvent event = arrival.event();
      if (event != null) {
        newest.merge(arrival.partition(), event.time(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    List<FeedOffsets.Step> steps = new ArrayList<>();
    ends.forEach(
        (partition, end) ->
            steps.add(
                new FeedOffsets.Step(
                    partition,
                    requireNonNull(positions.get(partition), "a partition that is assigned"),
                    end,
                    newest.get(partition))));
    return steps;
  }
}
