package smallbusiness.warehouse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.Topic;

/** The events in Kafka. */
public class PublishedEvents {

  private final EventCodec codec;
  private final KafkaConnectionDetails kafka;

  PublishedEvents(EventCodec codec, KafkaConnectionDetails kafka) {
    this.codec = codec;
    this.kafka = kafka;
  }

  /** Waits until an aggregate has that many events and returns them. */
  public List<SpecificRecord> await(Topic topic, long key, int count) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> read(topic, key), events -> events.size() >= count);
  }

  /** All events of an aggregate so far. */
  public List<SpecificRecord> read(Topic topic, long key) {
    List<SpecificRecord> events = new ArrayList<>();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            String.join(",", kafka.getBootstrapServers()),
            "isolation.level",
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().getOrDefault(topic.topicName(), List.of()).stream()
              .map(info -> new TopicPartition(topic.topicName(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  if (record.key().equals(Long.toString(key))) {
                    events.add(codec.decode(record.value()));
                  }
                });
      }
    }
    return events;
  }
}
