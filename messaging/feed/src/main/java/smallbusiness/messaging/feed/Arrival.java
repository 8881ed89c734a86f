package smallbusiness.messaging.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, and what is in it.
 *
 * @param event null when it holds no event
 * @param objection why it holds none; null when it holds one
 */
record Arrival(
    ConsumerRecord<byte[], byte[]> record,
    @Nullable ReceivedEvent event,
    @Nullable String objection) {

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** The aggregate's key; empty when the record has none. */
  Queue queue() {
    return new Queue(record.topic(), record.key() == null ? "" : new String(record.key(), UTF_8));
  }

  /** The events of one key, which are applied in their order or not at all. */
  record Queue(String topic, String key) {}
}
