package smallbusiness.benchmarks.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;

/**
 * Publishes events with the bytes and headers of a relay; {@link #close} waits until all are sent.
 */
public final class EventPublisher implements Consumer<SpecificRecord>, AutoCloseable {

  private static final EventCodec CODEC = new EventCodec(new CatalogueSchemaIds());

  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final KafkaProducer<byte[], byte[]> producer;

  public EventPublisher(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "batch.size", 262144),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void accept(SpecificRecord event) {
    var _ =
        producer.send(
            record(event), (metadata, exception) -> failure.compareAndSet(null, exception));
  }

  @Override
  public void close() {
    producer.close();
    @Nullable Exception first = failure.get();
    if (first != null) {
      throw new IllegalStateException("Not all events were published", first);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(SpecificRecord event) {
    EventType type = EventType.of(event);
    String key = type.keyOf(event);
    var record =
        new ProducerRecord<>(type.topic().topicName(), key.getBytes(UTF_8), CODEC.encode(event));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", UUID.randomUUID().toString());
    header(record, "ce_type", type.fullName());
    header(record, "ce_source", type.topic().owner().source());
    header(record, "ce_subject", key);
    header(record, "ce_time", Instant.now().toString());
    header(record, "ce_sequence", Long.toString(type.versionOf(event)));
    return record;
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
