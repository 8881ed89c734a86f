package smallbusiness.messaging.relay;

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
 * Makes the relay's Kafka clients.
 *
 * @param common how to reach the brokers; other settings are the relay's own
 * @param patience how long a call may wait for an absent broker
 */
record KafkaClients(Map<String, Object> common, Duration patience) {

  Admin admin() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put("default.api.timeout.ms", patienceMillis());
    settings.put("request.timeout.ms", patienceMillis() / 2);
    return Admin.create(settings);
  }

  /** A transactional producer that fences all earlier ones with the same identifier. */
  Producer<String, byte[]> producer(String transactionalId, Duration transactionTimeout) {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(transactionTimeout.toMillis()));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis() / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A producer for small reports that are true by themselves, outside of transactions. */
  Producer<String, byte[]> reporter() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024 * 1024);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis() / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A consumer that sees only what transactions have committed; it belongs to no group. */
  Consumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMillis());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private int patienceMillis() {
    return Math.toIntExact(patience.toMillis());
  }
}
