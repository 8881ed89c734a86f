package smallbusiness.messaging.feed.consumer;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import smallbusiness.schemas.Topic;

/** Makes the listener containers of a feed, on top of the service's own Kafka settings. */
record FeedContainers(
    ConsumerFactory<byte[], byte[]> kafka,
    String feed,
    String group,
    Set<Topic> topics,
    FeedProperties properties) {

  /** How long a poll waits for events; an event ends it at once. */
  private static final Duration POLL = Duration.ofMillis(500);

  private static final Duration SHUTDOWN = Duration.ofSeconds(30);

  /**
   * A container that is not started.
   *
   * @param events gets the container's events
   */
  ConcurrentMessageListenerContainer<byte[], byte[]> create(
      FeedConsumer consumer, ApplicationEventPublisher events) {
    var container = new ConcurrentMessageListenerContainer<>(kafka, containerProperties(consumer));
    container.setBeanName("feed-" + feed);
    container.setConcurrency(properties.concurrency());
    container.setCommonErrorHandler(consumer);
    container.setApplicationEventPublisher(events);
    return container;
  }

  private ContainerProperties containerProperties(FeedConsumer consumer) {
    ContainerProperties container = new ContainerProperties(topicPattern());
    container.setGroupId(group);
    container.setClientId(group);
    container.setMessageListener(consumer);
    container.setConsumerRebalanceListener(consumer);
    container.setKafkaConsumerProperties(consumerProperties());
    // Offsets are in the database: nothing acknowledges, and nothing is committed to Kafka.
    container.setAckMode(ContainerProperties.AckMode.MANUAL);
    container.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
    container.setPollTimeout(POLL.toMillis());
    container.setIdleEventInterval(POLL.toMillis());
    container.setIdleBeforeDataMultiplier(1);
    container.setAuthExceptionRetryInterval(properties.maxRetryDelay());
    container.setShutdownTimeout(SHUTDOWN.toMillis());
    container.setMicrometerEnabled(false);
    return container;
  }

  /** A pattern, unlike a list, tolerates a topic that does not exist yet. */
  private Pattern topicPattern() {
    return Pattern.compile(
        topics.stream()
            .map(topic -> Pattern.quote(topic.topicName()))
            .sorted()
            .collect(Collectors.joining("|")));
  }

  private Properties consumerProperties() {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // An offset that Kafka no longer has is an error, never a reason to skip events.
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
}
