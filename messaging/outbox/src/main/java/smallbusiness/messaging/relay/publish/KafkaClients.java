package smallbusiness.messaging.relay.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Creates the relay's Kafka clients.
 *
 * @param common how to reach the brokers; other settings are the relay's own
 * @param timeout how long a call may wait for an unreachable broker
 */
record KafkaClients(Map<String, Object> common, Duration timeout) {

  Admin admin() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put("default.api.timeout.ms", timeoutMillis());
    settings.put("request.timeout.ms", timeoutMillis() / 2);
    return Admin.create(settings);
  }

  /** A transactional producer that fences all earlier ones with the same identifier. */
  Producer<String, byte[]> transactionalProducer(
      String transactionalId, Duration transactionTimeout) {
    return producer(
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Math.toIntExact(transactionTimeout.toMillis()),
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024));
  }

  /** A producer for small messages outside of transactions. */
  Producer<String, byte[]> smallProducer() {
    return producer(Map.of(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024 * 1024));
  }

  private Producer<String, byte[]> producer(Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis() / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.putAll(own);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A consumer without a group. */
  Consumer<String, byte[]> consumer(String isolationLevel) {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolationLevel);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private int timeoutMillis() {
    return Math.toIntExact(timeout.toMillis());
  }
}
