package smallbusiness.messaging.relay.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * For each partition the offset after its last event, as far as known. The broker's own end offsets
 * do not serve: they include transaction markers, which a consumer never receives. Thread-safe.
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

  /** Adds the current end offsets of topics. */
  void read(KafkaClients kafka, Collection<String> topics) throws InterruptedException {
    try (Consumer<String, byte[]> consumer = kafka.consumer()) {
      var ends = endsOfLog(kafka, PartitionReader.partitionsOf(consumer, topics));
      NewestRecords.find(consumer, ends, record -> true)
          .forEach((partition, newest) -> advance(partition, newest.offset() + 1));
    }
  }

  /** The ends of the log itself: an open transaction does not hold them back. */
  private static Map<TopicPartition, Long> endsOfLog(
      KafkaClients kafka, Collection<TopicPartition> partitions) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    try (Admin admin = kafka.admin()) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new KafkaException("Cannot read the end offsets", e.getCause());
    }
  }
}
