package smallbusiness.messaging.relay.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.outbox.EventId;
import smallbusiness.schemas.Owner;

/** Turns outbox rows into Kafka records: CloudEvents 1.0 in binary content mode. */
final class EventRecords {

  /** The header of an event that was published again on purpose. */
  static final String REPUBLISHED = "republished";

  private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
  private static final Header CONTENT_TYPE =
      header("content-type", "application/vnd.confluent.avro");

  private final Header source;

  EventRecords(Owner owner) {
    this.source = header("ce_source", owner.source());
  }

  ProducerRecord<String, byte[]> record(OutboxRow row) {
    Headers headers = new RecordHeaders();
    headers.add(SPEC_VERSION);
    headers.add(header("ce_id", row.eventId().toString()));
    headers.add(header("ce_type", row.type()));
    headers.add(source);
    headers.add(header("ce_subject", row.key()));
    headers.add(header("ce_time", EventId.timeOf(row.eventId()).toString()));
    headers.add(header("ce_sequence", Long.toString(row.sequence())));
    headers.add(CONTENT_TYPE);
    if (row.traceparent() != null) {
      headers.add(header("traceparent", row.traceparent()));
    }
    return new ProducerRecord<>(row.topic(), null, null, row.key(), row.payload(), headers);
  }

  /** The same record, marked as published again on purpose. */
  ProducerRecord<String, byte[]> republished(OutboxRow row) {
    ProducerRecord<String, byte[]> record = record(row);
    record.headers().add(header(REPUBLISHED, "true"));
    return record;
  }

  /** The event's identifier, or null if the record was not published by a relay. */
  static @Nullable UUID eventId(Headers headers) {
    Header id = headers.lastHeader("ce_id");
    return id == null ? null : UUID.fromString(new String(id.value(), UTF_8));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
