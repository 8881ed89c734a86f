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

/** Records that are applied together, in order within each partition; at least one. */
record Batch(List<IncomingRecord> records) {

  static Batch of(ConsumerRecords<byte[], byte[]> polled, EventReader reader) {
    List<IncomingRecord> records = new ArrayList<>(polled.count());
    polled.forEach(record -> records.add(reader.incoming(record)));
    return new Batch(records);
  }

  int size() {
    return records.size();
  }

  Batch firstHalf() {
    return new Batch(records.subList(0, size() / 2));
  }

  Batch secondHalf() {
    return new Batch(records.subList(size() / 2, size()));
  }

  /**
   * The offset changes of this batch.
   *
   * @param positions the feed's current offset in each partition
   */
  List<FeedOffsets.Step> steps(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    Map<TopicPartition, Instant> newest = new LinkedHashMap<>();
    for (IncomingRecord incoming : records) {
      ends.put(incoming.partition(), incoming.record().offset() + 1);
      @Nullable ReceivedEvent event = incoming.event();
      if (event != null) {
        newest.merge(incoming.partition(), event.time(), (a, b) -> a.isAfter(b) ? a : b);
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
