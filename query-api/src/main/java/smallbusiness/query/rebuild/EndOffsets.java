package smallbusiness.query.rebuild;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Reads end offsets from Kafka. Opens a connection for each call. */
@Component
class EndOffsets {

  private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final ConsumerFactory<?, ?> factory;

  EndOffsets(ConsumerFactory<?, ?> factory) {
    this.factory = factory;
  }

  /** End offsets of committed records; empty while Kafka is unavailable. */
  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (Consumer<?, ?> consumer = factory.createConsumer(null, "read-model", null, settings)) {
      return partitions.isEmpty() ? Map.of() : consumer.endOffsets(partitions, TIMEOUT);
    } catch (KafkaException e) {
      LOG.debug("Cannot read end offsets from Kafka", e);
      return Map.of();
    }
  }
}
