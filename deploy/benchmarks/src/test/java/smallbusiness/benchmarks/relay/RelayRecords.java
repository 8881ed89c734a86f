package smallbusiness.benchmarks.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import smallbusiness.messaging.outbox.EventId;

/** Creates the same records as the relay, so that alternatives send as much data. */
final class RelayRecords {

  private RelayRecords() {}

  static ProducerRecord<String, byte[]> of(
      String topic, String key, String sequence, String type, String eventId, byte[] payload) {
    Headers headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", eventId);
    add(headers, "ce_type", type);
    add(headers, "ce_source", "/smallbusiness/warehouse");
    add(headers, "ce_subject", key);
    add(headers, "ce_time", EventId.timeOf(UUID.fromString(eventId)).toString());
    add(headers, "ce_sequence", sequence);
    add(headers, "content-type", "application/vnd.confluent.avro");
    return new ProducerRecord<>(topic, null, null, key, payload, headers);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
