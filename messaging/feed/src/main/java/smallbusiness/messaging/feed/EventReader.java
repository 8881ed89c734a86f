package smallbusiness.messaging.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.UndecodableEventException;

/** Decodes Kafka records. */
public final class EventReader {

  private final EventCodec codec;

  public EventReader(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * Decodes a record.
   *
   * @throws UndecodableEventException when it holds no valid event; a retry with the same build
   *     fails too
   * @throws smallbusiness.schemas.UnknownSchemaException when its schema is unavailable now
   */
  public ReceivedEvent read(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      throw new UndecodableEventException("A record without key or value is not an event");
    }
    SpecificRecord payload = codec.decode(record.value());
    EventType type = EventType.of(payload);
    String key = new String(record.key(), UTF_8);
    if (!type.topic().topicName().equals(record.topic())) {
      throw new UndecodableEventException(type + " does not belong on " + record.topic());
    }
    if (!type.keyOf(payload).equals(key)) {
      throw new UndecodableEventException("The record key does not match the event's aggregate");
    }
    return new ReceivedEvent(
        type,
        record.partition(),
        record.offset(),
        key,
        required(record, "ce_id"),
        time(required(record, "ce_time")),
        type.versionOf(payload),
        header(record, "traceparent"),
        payload);
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UndecodableEventException("ce_time is not a timestamp: " + text, e);
    }
  }

  private static String required(ConsumerRecord<?, ?> record, String name) {
    String value = header(record, name);
    if (value == null) {
      throw new UndecodableEventException("Missing header " + name);
    }
    return value;
  }

  private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
