package smallbusiness.messaging.relay.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds the newest matching record of each partition, searching backwards in growing steps. */
final class NewestRecords {

  private static final int FIRST_STEP = 64;

  private NewestRecords() {}

  /**
   * The newest matching record before each partition's end; partitions without one are left out.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  static Map<TopicPartition, ConsumerRecord<String, byte[]>> find(
      Consumer<String, byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Predicate<ConsumerRecord<String, byte[]>> matches) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
    Map<TopicPartition, ConsumerRecord<String, byte[]>> found = new HashMap<>();
    Map<TopicPartition, Long> open = new HashMap<>(ends);
    for (long step = FIRST_STEP; !open.isEmpty(); step *= 8) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      for (Map.Entry<TopicPartition, Long> end : open.entrySet()) {
        long begin = begins.getOrDefault(end.getKey(), 0L);
        starts.put(end.getKey(), Math.max(begin, end.getValue() - step));
      }
      PartitionReader.read(
          consumer,
          starts,
          open,
          records ->
              records.forEach(
                  record -> {
                    if (matches.test(record)) {
                      found.put(new TopicPartition(record.topic(), record.partition()), record);
                    }
                  }));
      open.keySet()
          .removeIf(
              partition ->
                  found.containsKey(partition)
                      || begins.getOrDefault(partition, 0L).equals(starts.get(partition)));
    }
    return found;
  }
}
