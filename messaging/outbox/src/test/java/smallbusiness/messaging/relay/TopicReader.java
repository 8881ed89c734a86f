package smallbusiness.messaging.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads whole topics, committed records only. */
public record TopicReader(String bootstrapServers) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * All that stands in a topic now, partition by partition; nothing when there is no such topic.
   */
  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    KafkaClients clients =
        new KafkaClients(Map.of("bootstrap.servers", bootstrapServers), PATIENCE);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (Consumer<String, byte[]> consumer = clients.consumer()) {
      List<TopicPartition> partitions =
          consumer.listTopics().getOrDefault(topic, List.of()).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
