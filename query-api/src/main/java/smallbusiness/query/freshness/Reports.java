package smallbusiness.query.freshness;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
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
 * Hears what the systems report. Each replica hears all of it, so there is no group. Not for use by
 * several threads.
 */
final class Reports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  /** Reports of the last minutes: old ones tell what a read model that is behind has passed. */
  private static final int LOOK_BACK = 500;

  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(2);
  private static final int PATIENCE_MS = 5_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Owner> found = new HashMap<>();
  private long nextSearch = System.nanoTime();

  @SuppressWarnings("unchecked") // the deserializers below decide the types
  Reports(ConsumerFactory<?, ?> factory) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    this.consumer =
        (Consumer<byte[], byte[]>) factory.createConsumer(null, "freshness", null, settings);
  }

  /**
   * Passes on what comes in within the patience.
   *
   * @throws org.apache.kafka.common.KafkaException when Kafka cannot tell now
   */
  void hear(Duration patience, BiConsumer<Owner, ProgressReport> listener)
      throws InterruptedException {
    if (found.size() < Owner.values().length && System.nanoTime() - nextSearch >= 0) {
      search();
      nextSearch = System.nanoTime() + BETWEEN_SEARCHES.toNanos();
    }
    if (found.isEmpty()) {
      Thread.sleep(patience);
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      Owner owner = found.get(new TopicPartition(record.topic(), record.partition()));
      if (owner != null) {
        read(record, owner, listener);
      }
    }
  }

  private static void read(
      ConsumerRecord<byte[], byte[]> record,
      Owner owner,
      BiConsumer<Owner, ProgressReport> listener) {
    try {
      listener.accept(owner, ProgressReport.fromJson(record.value()));
    } catch (RuntimeException e) {
      LOG.warn("Not a report of {}: offset {}", owner.id(), record.offset(), e);
    }
  }

  /** A system that never ran has no topic yet. */
  private void search() {
    Set<String> existing = consumer.listTopics().keySet();
    Map<TopicPartition, Owner> added = new HashMap<>();
    Arrays.stream(Owner.values())
        .filter(owner -> existing.contains(ProgressReport.topicOf(owner)))
        .forEach(owner -> added.put(new TopicPartition(ProgressReport.topicOf(owner), 0), owner));
    added.keySet().removeAll(found.keySet());
    if (added.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(added.keySet());
    found.putAll(added);
    Collection<TopicPartition> all = List.copyOf(found.keySet());
    consumer.assign(all);
    added
        .keySet()
        .forEach(
            partition ->
                consumer.seek(
                    partition, Math.max(0, ends.getOrDefault(partition, 0L) - LOOK_BACK)));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
