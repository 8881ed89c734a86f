package smallbusiness.messaging.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/**
 * Publishes events to Kafka as a relay does: same bytes, same headers, in a Kafka transaction. For
 * tests of consumers without the producing service.
 */
public final class TestPublisher implements AutoCloseable {

  private static final EventCodec CODEC = new EventCodec(new TestSchemas());

  private static final Logger LOG = LoggerFactory.getLogger(TestPublisher.class);

  private final String bootstrapServers;
  private KafkaProducer<byte[], byte[]> producer;

  /** Creates the catalogue's missing topics with three partitions each. */
  public TestPublisher(String bootstrapServers) {
    createTopics(bootstrapServers, 3);
    this.bootstrapServers = bootstrapServers;
    this.producer = connect(bootstrapServers);
  }

  private static KafkaProducer<byte[], byte[]> connect(String bootstrapServers) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                "test-" + UUID.randomUUID(),
                "linger.ms",
                "0",
                // A minute, the default, is less than a busy machine has been seen to stand still;
                // a broker that aborts in the middle of a commit ends the producer for good.
                "transaction.timeout.ms",
                "600000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  /** Creates the catalogue's missing topics. */
  public static void createTopics(String bootstrapServers, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics =
          Arrays.stream(Topic.values())
              .map(topic -> new NewTopic(topic.topicName(), partitions, (short) 1))
              .toList();
      for (var created : admin.createTopics(topics).values().values()) {
        created.get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Publishes the events in their order, all in one Kafka transaction, as happening now. */
  public void publish(SpecificRecord... events) {
    publish(List.of(events));
  }

  /** Publishes the events in their order, all in one Kafka transaction, as happening now. */
  public void publish(List<? extends SpecificRecord> events) {
    send(events.stream().map(event -> record(event, Instant.now())).toList());
  }

  /** The record that a relay would send for the event. */
  public static ProducerRecord<byte[], byte[]> record(SpecificRecord event, Instant time) {
    EventType type = EventType.of(event);
    String key = type.keyOf(event);
    var record =
        new ProducerRecord<>(type.topic().topicName(), key.getBytes(UTF_8), CODEC.encode(event));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", UUID.randomUUID().toString());
    header(record, "ce_type", type.fullName());
    header(record, "ce_source", type.topic().owner().source());
    header(record, "ce_subject", key);
    header(record, "ce_time", time.toString());
    header(record, "ce_sequence", Long.toString(type.versionOf(event)));
    return record;
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  /**
   * Sends records as they are, all in one Kafka transaction, and waits until they are visible. A
   * new broker sometimes refuses a transaction because of an invalid state, after which its
   * producer is unusable. A new producer then sends the records again, as a relay does.
   */
  public void send(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      commit(records);
    } catch (InvalidTxnStateException e) {
      LOG.warn("The broker refused a transaction, retrying with a new producer", e);
      producer.close(Duration.ZERO);
      producer = connect(bootstrapServers);
      commit(records);
    }
  }

  private void commit(List<ProducerRecord<byte[], byte[]>> records) {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(record -> sent.add(producer.send(record)));
    producer.commitTransaction();
    if (!sent.stream().allMatch(Future::isDone)) {
      throw new IllegalStateException("The transaction was committed before all records were sent");
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
