package smallbusiness.messaging.feed.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.feed.EventKey;
import smallbusiness.messaging.feed.EventReader;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.UndecodableEventException;

/**
 * A Kafka record and the event decoded from it.
 *
 * @param event null when the record cannot be decoded
 * @param error why it cannot be decoded; null when it can
 */
record IncomingRecord(
    ConsumerRecord<byte[], byte[]> record,
    @Nullable ReceivedEvent event,
    @Nullable UndecodableEventException error) {

  /**
   * Decodes a record.
   *
   * @throws smallbusiness.schemas.UnknownSchemaException when its schema is unavailable now
   */
  static IncomingRecord of(ConsumerRecord<byte[], byte[]> record, EventReader reader) {
    try {
      return new IncomingRecord(record, reader.read(record), null);
    } catch (UndecodableEventException e) {
      return new IncomingRecord(record, null, e);
    }
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  EventKey key() {
    return EventKey.of(record);
  }
}
