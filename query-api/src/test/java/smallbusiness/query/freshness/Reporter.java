package smallbusiness.query.freshness;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/** Publishes progress reports as the relays do, for everything in the topics. */
final class Reporter implements AutoCloseable {

  private static final int PARTITIONS = 3;

  private final Admin admin = Admin.create(settings());
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());

  Reporter() throws Exception {
    var existing = admin.listTopics().names().get();
    admin
        .createTopics(
            Arrays.stream(Owner.values())
                .map(ProgressReport::topicOf)
                .filter(topic -> !existing.contains(topic))
                .map(topic -> new NewTopic(topic, 1, (short) 1))
                .toList())
        .all()
        .get();
  }

  private static Map<String, Object> settings() {
    return Map.of("bootstrap.servers", TestKafka.bootstrapServers());
  }

  /** Publishes a report and returns its time. */
  Instant report(Owner owner) throws ExecutionException, InterruptedException {
    Instant asOf = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Map<TopicPartition, OffsetSpec> partitions =
        Topic.ownedBy(owner).stream()
            .flatMap(
                topic ->
                    IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(partitions)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    producer
        .send(
            new ProducerRecord<>(
                ProgressReport.topicOf(owner), owner.id(), new ProgressReport(asOf, ends).toJson()))
        .get();
    return asOf;
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
