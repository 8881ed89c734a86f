package smallbusiness.messaging.relay.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import smallbusiness.messaging.relay.publish.KafkaClients;

/** Reads the committed records of topics. */
public record TopicReader(String bootstrapServers) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Reads a topic up to its current end; returns nothing if the topic does not exist. */
  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", bootstrapServers), TIMEOUT);
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
