package smallbusiness.query.freshness;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.schemas.Owner;

/**
 * Consumes the progress reports of the systems. Every replica consumes all of them, without a
 * consumer group. Not thread-safe.
 */
final class ProgressReports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressReports.class);

  /** Reports of each system to read at the start: several minutes, in case the read model lags. */
  private static final int LOOK_BACK = 500;

  private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(2);
  private static final int TIMEOUT_MS = 5_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Owner> assigned = new HashMap<>();
  private long nextDiscovery = System.nanoTime();

  @SuppressWarnings("unchecked") // the deserializers below decide the types
  ProgressReports(ConsumerFactory<?, ?> factory) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    this.consumer =
        (Consumer<byte[], byte[]>) factory.createConsumer(null, "freshness", null, settings);
  }

  /**
   * Passes the reports that arrive within the timeout to the handler.
   *
   * @throws org.apache.kafka.common.KafkaException when Kafka is unavailable
   */
  void poll(Duration timeout, BiConsumer<Owner, ProgressReport> handler)
      throws InterruptedException {
    if (assigned.size() < Owner.values().length && System.nanoTime() - nextDiscovery >= 0) {
      discoverTopics();
      nextDiscovery = System.nanoTime() + DISCOVERY_INTERVAL.toNanos();
    }
    if (assigned.isEmpty()) {
      Thread.sleep(timeout);
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      Owner owner = assigned.get(new TopicPartition(record.topic(), record.partition()));
      if (owner != null) {
        handle(record, owner, handler);
      }
    }
  }

  private static void handle(
      ConsumerRecord<byte[], byte[]> record,
      Owner owner,
      BiConsumer<Owner, ProgressReport> handler) {
    try {
      handler.accept(owner, ProgressReport.fromJson(record.value()));
    } catch (RuntimeException e) {
      LOG.warn("Invalid progress report of {} at offset {}", owner.id(), record.offset(), e);
    }
  }

  /** Assigns the topics that exist: a system that has never run has none yet. */
  private void discoverTopics() {
    Set<String> existing = consumer.listTopics().keySet();
    Map<TopicPartition, Owner> added = new HashMap<>();
    Arrays.stream(Owner.values())
        .filter(owner -> existing.contains(ProgressReport.topicOf(owner)))
        .forEach(owner -> added.put(new TopicPartition(ProgressReport.topicOf(owner), 0), owner));
    added.keySet().removeAll(assigned.keySet());
    if (added.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(added.keySet());
    assigned.putAll(added);
    consumer.assign(List.copyOf(assigned.keySet()));
    ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - LOOK_BACK)));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
