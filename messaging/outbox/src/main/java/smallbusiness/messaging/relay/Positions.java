package smallbusiness.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads back the position that was published last. */
final class Positions {

  private static final int FIRST_LOOK = 16;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE = 100;

  private final KafkaClients kafka;
  private final TopicPartition partition;

  Positions(KafkaClients kafka, String topic) {
    this.kafka = kafka;
    this.partition = new TopicPartition(topic, 0);
  }

  /**
   * The last position of a slot, or null when there is none that can be read.
   *
   * @throws KafkaException when Kafka cannot tell now
   */
  @Nullable Position last(String slot) {
    try (Consumer<String, byte[]> consumer = kafka.consumer()) {
      List<TopicPartition> assignment = List.of(partition);
      consumer.assign(assignment);
      long begin = consumer.beginningOffsets(assignment).getOrDefault(partition, 0L);
      long end = consumer.endOffsets(assignment).getOrDefault(partition, 0L);
      for (long look = FIRST_LOOK; ; look *= 8) {
        long from = Math.max(begin, end - look);
        String found = lastBetween(consumer, slot, from, end);
        if (found != null) {
          return Position.parse(found);
        }
        if (from == begin) {
          return null;
        }
      }
    }
  }

  private @Nullable String lastBetween(
      Consumer<String, byte[]> consumer, String slot, long from, long end) {
    String found = null;
    consumer.seek(partition, from);
    for (int fruitless = 0; consumer.position(partition) < end; ) {
      var records = consumer.poll(POLL).records(partition);
      for (ConsumerRecord<String, byte[]> record : records) {
        if (slot.equals(record.key()) && record.offset() < end) {
          found = new String(record.value(), UTF_8);
        }
      }
      fruitless = records.isEmpty() ? fruitless + 1 : 0;
      if (fruitless > PATIENCE) {
        throw new KafkaException("The relay's position cannot be read from " + Set.of(partition));
      }
    }
    return found;
  }
}
