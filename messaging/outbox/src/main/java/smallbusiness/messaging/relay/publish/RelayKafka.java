package smallbusiness.messaging.relay.publish;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.settings.TopicProperties;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/**
 * The relay's access to Kafka. All methods throw {@link KafkaException} if Kafka does not answer.
 */
public final class RelayKafka {

  /** Many small messages: short segments let the broker compact them early. */
  private static final Map<String, String> COMPACTED =
      Map.of(
          "cleanup.policy", "compact",
          "segment.ms", "600000",
          "segment.bytes", "1048576",
          "min.cleanable.dirty.ratio", "0.1");

  private static final Map<String, String> KEPT_FOREVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

  private final KafkaClients clients;
  private final Owner owner;
  private final TopicProperties topics;
  private final EventRecords records;
  private final String slot;
  private final Duration transactionTimeout;

  /**
   * Does not connect yet.
   *
   * @param brokers how to reach the brokers; other settings are the relay's own
   * @param slot the slot's name: the key of its positions and the producers' transactional id
   */
  public RelayKafka(
      Map<String, Object> brokers,
      Owner owner,
      String slot,
      RelayProperties relay,
      TopicProperties topics) {
    this.clients = new KafkaClients(brokers, relay.kafkaTimeout());
    this.owner = owner;
    this.topics = topics;
    this.records = new EventRecords(owner);
    this.slot = slot;
    this.transactionTimeout = relay.transactionTimeout();
  }

  /** Creates the missing topics and leaves existing ones unchanged. */
  public void createTopics() throws InterruptedException {
    List<NewTopic> missing = new ArrayList<>();
    eventTopics().forEach(name -> missing.add(topic(name, topics.partitions(), KEPT_FOREVER)));
    missing.add(topic(positionTopic(), 1, COMPACTED));
    missing.add(topic(progressTopic(), 1, COMPACTED));
    try (Admin admin = clients.admin()) {
      Set<String> existing = admin.listTopics().names().get();
      missing.removeIf(topic -> existing.contains(topic.name()));
      for (var created : admin.createTopics(missing).values().values()) {
        try {
          created.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    } catch (ExecutionException e) {
      throw new KafkaException("Cannot create topics", e.getCause());
    }
  }

  private NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, partitions, topics.replicationFactor()).configs(settings);
  }

  private List<String> eventTopics() {
    return Topic.ownedBy(owner).stream().map(Topic::topicName).toList();
  }

  private String positionTopic() {
    return owner.id() + ".relay-position";
  }

  /** A publisher for a session or repair; it fences all earlier ones. */
  public EventPublisher publisher() {
    return publisher(slot, records::record);
  }

  /** A publisher that marks events as republished and does not fence the relay's publishers. */
  public EventPublisher republisher() {
    return publisher(slot + "_republish", records::republished);
  }

  private EventPublisher publisher(
      String transactionalId, Function<OutboxRow, ProducerRecord<String, byte[]>> toRecord) {
    return new EventPublisher(
        clients.transactionalProducer(transactionalId, transactionTimeout),
        toRecord,
        slot,
        positionTopic());
  }

  /** The position published last, or null if there is none in the current format. */
  public @Nullable RelayPosition lastPosition() {
    TopicPartition partition = new TopicPartition(positionTopic(), 0);
    try (Consumer<String, byte[]> consumer = clients.consumer("read_committed")) {
      Map<TopicPartition, Long> end = consumer.endOffsets(List.of(partition));
      var newest =
          NewestRecords.find(consumer, end, record -> slot.equals(record.key())).get(partition);
      return newest == null ? null : RelayPosition.fromJson(newest.value());
    }
  }

  /** Adds the current end offsets of the event topics. */
  public void readEndOffsets(EndOffsets endOffsets) {
    endOffsets.read(clients, eventTopics());
  }

  /** A producer for progress reports; see {@link #progressTopic}. */
  public Producer<String, byte[]> progressProducer() {
    return clients.smallProducer();
  }

  public String progressTopic() {
    return ProgressReport.topicOf(owner);
  }

  /**
   * Copies all events that may have been published since a time into a temporary table {@code
   * published}, where SQL compares them with the outbox.
   *
   * @param database a connection with an open transaction; its end drops the table
   * @param afterEach called after each batch of records
   */
  public void copyPublished(Instant since, Connection database, SqlAction afterEach)
      throws SQLException {
    new PublishedTable(clients).fill(eventTopics(), since, database, afterEach);
  }
}
