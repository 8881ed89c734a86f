package smallbusiness.messaging.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Records that are applied together, in order within each partition; at least one. */
record Batch(List<ConsumerRecord<byte[], byte[]>> records) {

  static Batch of(ConsumerRecords<byte[], byte[]> polled) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
    polled.forEach(records::add);
    return new Batch(records);
  }

  int size() {
    return records.size();
  }

  /** For each partition in the batch, the offset behind its last record. */
  Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ends.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    return ends;
  }
}
