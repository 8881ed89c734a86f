package smallbusiness.messaging.relay.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * For each partition the offset after its last event, as far as known. The broker's own end offsets
 * cannot be used: they include transaction markers, which a consumer never receives. Thread-safe.
 */
public final class EndOffsets {

  private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

  /** Records that there are events before this offset. */
  void advance(TopicPartition partition, long end) {
    ends.merge(partition, end, Math::max);
  }

  public Map<TopicPartition, Long> snapshot() {
    return new HashMap<>(ends);
  }

  /**
   * Adds the current end offsets of topics: the offsets after the last records before the end of
   * the log, which open transactions do not hold back.
   */
  void read(KafkaClients kafka, Collection<String> topics) {
    try (Consumer<String, byte[]> committed = kafka.consumer("read_committed");
        Consumer<String, byte[]> uncommitted = kafka.consumer("read_uncommitted")) {
      var partitions = PartitionReader.partitionsOf(committed, topics);
      NewestRecords.find(committed, uncommitted.endOffsets(partitions), record -> true)
          .forEach((partition, newest) -> advance(partition, newest.offset() + 1));
    }
  }
}
