package smallbusiness.messaging.feed.consumer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.feed.EventReader;
import smallbusiness.messaging.feed.ReceivedEvent;

/** Records that are applied together, in order within each partition; at least one. */
record Batch(List<IncomingRecord> records) {

  static Batch of(List<ConsumerRecord<byte[], byte[]>> polled, EventReader reader) {
    return new Batch(polled.stream().map(record -> IncomingRecord.of(record, reader)).toList());
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
   * @param positions the consumer's current offset in each partition
   * @throws PartitionLostException when the consumer no longer owns a partition
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
        (partition, end) -> {
          Long start = positions.get(partition);
          if (start == null) {
            throw new PartitionLostException(partition + " was revoked from this consumer");
          }
          steps.add(new FeedOffsets.Step(partition, start, end, newest.get(partition)));
        });
    return steps;
  }
}
