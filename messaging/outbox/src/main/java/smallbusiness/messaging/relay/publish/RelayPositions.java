package smallbusiness.messaging.relay.publish;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the relay position that was published last. */
public final class RelayPositions {

  private final KafkaClients kafka;
  private final TopicPartition partition;

  public RelayPositions(KafkaClients kafka, String topic) {
    this.kafka = kafka;
    this.partition = new TopicPartition(topic, 0);
  }

  /**
   * The last position of a slot, or null if there is none in the current format.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  public @Nullable RelayPosition last(String slot) {
    try (Consumer<String, byte[]> consumer = kafka.consumer()) {
      Map<TopicPartition, Long> end = consumer.endOffsets(List.of(partition));
      var newest =
          NewestRecords.find(consumer, end, record -> slot.equals(record.key())).get(partition);
      return newest == null ? null : RelayPosition.fromJson(newest.value());
    }
  }
}
