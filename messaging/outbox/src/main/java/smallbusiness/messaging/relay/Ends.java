package smallbusiness.messaging.relay;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the events of each partition end, as far as is known. Safe for use by many threads. */
final class Ends {

  private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

  /** Takes note of a record that the broker has. */
  void sent(RecordMetadata record) {
    reach(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
  }

  /** Takes note that events stand before this offset. */
  void reach(TopicPartition partition, long end) {
    ends.merge(partition, end, Math::max);
  }

  /** A copy. */
  Map<TopicPartition, Long> snapshot() {
    return new HashMap<>(ends);
  }
}
