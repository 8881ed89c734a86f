package smallbusiness.acceptance.randomlife;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import smallbusiness.acceptance.support.Databases;
import smallbusiness.acceptance.support.SystemUnderTest;

/** Redelivers events: as copies at the end of a partition, or by rewinding stored offsets. */
final class Redelivery implements AutoCloseable {

  private static final List<String> TOPICS =
      List.of(
          "warehouse.item",
          "warehouse.reservation",
          "sales.order",
          "sales.customer",
          "accounting.transaction",
          "accounting.invoice");

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;

  Redelivery() {
    String kafka = SystemUnderTest.run().address("kafka");
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Appends exact copies of some committed records to a partition, in their order.
   *
   * @return the number of copies
   */
  int copy(Random random) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPICS.get(random.nextInt(TOPICS.size()))).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    TopicPartition chosen = partitions.get(random.nextInt(partitions.size()));
    consumer.assign(List.of(chosen));
    long end = consumer.endOffsets(List.of(chosen)).getOrDefault(chosen, 0L);
    if (end == 0) {
      return 0;
    }
    // Near the end or anywhere.
    long reach = random.nextBoolean() ? Math.min(end, 60) : end;
    consumer.seek(chosen, end - random.nextLong(reach) - 1);
    int wanted = 1 + random.nextInt(20);
    int copied = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
      if (copied < wanted) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    record.topic(),
                    record.partition(),
                    null,
                    record.key(),
                    record.value(),
                    record.headers()));
        copied++;
      }
    }
    producer.flush();
    return copied;
  }

  /**
   * Rewinds a service's stored offsets, so that its feed applies events again.
   *
   * @return the number of rewound partitions
   */
  static int rewind(Random random) {
    return Databases.update(
        Databases.ALL.get(random.nextInt(Databases.ALL.size())),
        """
        WITH held AS (
          SELECT feed, topic, partition FROM messaging.feed_offset WHERE next_offset > 0
          ORDER BY feed, topic, partition FOR UPDATE)
        UPDATE messaging.feed_offset f SET next_offset = greatest(0, next_offset - %d)
        FROM held
        WHERE (f.feed, f.topic, f.partition) = (held.feed, held.topic, held.partition)
        """
            .formatted(1 + random.nextInt(80)));
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
