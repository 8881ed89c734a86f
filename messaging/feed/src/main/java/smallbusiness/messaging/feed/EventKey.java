package smallbusiness.messaging.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic and a key. The events of one key must be applied in order, so a failing event holds up
 * the later ones of its key.
 *
 * @param key the record's key as text; empty when it has none
 */
public record EventKey(String topic, String key) {

  /** The key of a record, without NUL characters, which PostgreSQL does not store. */
  public static EventKey of(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8).replace("\0", "");
    return new EventKey(record.topic(), key);
  }
}
