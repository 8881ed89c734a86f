package smallbusiness.messaging.feed;

import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.ConsumerFactory;

/** Makes the Kafka consumers of feeds, on top of the service's own connection settings. */
final class FeedConsumers {

  private final ConsumerFactory<?, ?> factory;
  private final FeedProperties properties;
  private final String application;

  FeedConsumers(ConsumerFactory<?, ?> factory, FeedProperties properties, String application) {
    this.factory = factory;
    this.properties = properties;
    this.application = application;
  }

  /** A new consumer in the feed's group; the caller subscribes and closes it. */
  @SuppressWarnings("unchecked") // the deserializers below decide the types
  Consumer<byte[], byte[]> open(EventHandler listener) {
    String group = application + "." + listener.name();
    return (Consumer<byte[], byte[]>) factory.createConsumer(group, group, null, settings());
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // An offset that Kafka does not have any more is an error, never a reason to jump.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.maxBatch());
    settings.put(
        ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int) properties.topicDiscovery().toMillis());
    settings.put(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) properties.sessionTimeout().toMillis());
    settings.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        (int) properties.sessionTimeout().toMillis() / 3);
    return settings;
  }

  /** Whether the consumer has a connection to any broker. */
  static boolean connected(Consumer<?, ?> consumer) {
    return consumer.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .anyMatch(metric -> metric.metricValue() instanceof Double count && count > 0);
  }

  /**
   * The listener's topics as a pattern: unlike a list, it does not mind a topic that does not exist
   * yet.
   */
  static Pattern topicsOf(EventHandler listener) {
    return Pattern.compile(
        listener.topics().stream()
            .map(topic -> Pattern.quote(topic.topicName()))
            .collect(Collectors.joining("|")));
  }
}
