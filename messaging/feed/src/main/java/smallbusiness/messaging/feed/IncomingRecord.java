package smallbusiness.messaging.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record and the event decoded from it.
 *
 * @param event null when the record cannot be decoded
 * @param error why it cannot be decoded; null when it can
 */
record IncomingRecord(
    ConsumerRecord<byte[], byte[]> record, @Nullable ReceivedEvent event, @Nullable String error) {

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** The topic and key; the key is empty when the record has none. */
  EventKey key() {
    return new EventKey(
        record.topic(), record.key() == null ? "" : new String(record.key(), UTF_8));
  }

  /** The events of one key, which must be applied in order. */
  record EventKey(String topic, String key) {}
}
