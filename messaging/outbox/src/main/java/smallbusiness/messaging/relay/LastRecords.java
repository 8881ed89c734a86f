package smallbusiness.messaging.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out where the events of topics end. The ends that the broker tells will not do: they count
 * the markers of transactions too, which no reader is ever given.
 */
final class LastRecords {

  private static final int FIRST_LOOK = 64;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE = 150;

  private final KafkaClients kafka;

  LastRecords(KafkaClients kafka) {
    this.kafka = kafka;
  }

  /**
   * Notes the end of each partition that has events now.
   *
   * @throws KafkaException when Kafka cannot tell now
   */
  void find(Collection<String> topics, Ends found) throws InterruptedException {
    try (Consumer<String, byte[]> consumer = kafka.consumer()) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> left = ends(partitions);
      for (long look = FIRST_LOOK; !left.isEmpty(); look *= 8) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (Map.Entry<TopicPartition, Long> end : left.entrySet()) {
          starts.put(end.getKey(), Math.max(begin(begins, end.getKey()), end.getValue() - look));
        }
        Collection<TopicPartition> withEvents = read(consumer, starts, left, found);
        left.keySet().removeAll(withEvents);
        starts.forEach(
            (partition, start) -> {
              if (start == begin(begins, partition)) {
                left.remove(partition);
              }
            });
      }
    }
  }

  private static long begin(Map<TopicPartition, Long> begins, TopicPartition partition) {
    return begins.getOrDefault(partition, 0L);
  }

  /** Ends of the log itself, not held back by a transaction that is open. */
  private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
      throws InterruptedException {
    try (Admin admin = kafka.admin()) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(
              partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new KafkaException("The ends of the topics cannot be had", e.getCause());
    }
  }

  private static Collection<TopicPartition> read(
      Consumer<String, byte[]> consumer,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Ends found) {
    Map<TopicPartition, Long> last = new HashMap<>();
    consumer.assign(starts.keySet());
    starts.forEach(consumer::seek);
    for (int fruitless = 0; !reached(consumer, ends); ) {
      var records = consumer.poll(POLL);
      for (ConsumerRecord<String, byte[]> record : records) {
        last.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      fruitless = records.isEmpty() ? fruitless + 1 : 0;
      if (fruitless > PATIENCE) {
        throw new KafkaException("Partitions cannot be read to their end: " + ends);
      }
    }
    last.forEach(found::reach);
    return last.keySet();
  }

  private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
