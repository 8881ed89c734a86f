package smallbusiness.messaging.relay;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import smallbusiness.messaging.progress.Progress;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/** Creates a system's topics before anything is sent to them; existing ones are left alone. */
final class Topics {

  /** Positions and reports are many and small: short segments let the broker clean them up. */
  private static final Map<String, String> NEWEST =
      Map.of(
          "cleanup.policy", "compact",
          "segment.ms", "600000",
          "segment.bytes", "1048576",
          "min.cleanable.dirty.ratio", "0.1");

  private static final Map<String, String> FOREVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

  private final KafkaClients kafka;
  private final Owner owner;
  private final TopicProperties properties;

  Topics(KafkaClients kafka, Owner owner, TopicProperties properties) {
    this.kafka = kafka;
    this.owner = owner;
    this.properties = properties;
  }

  /** The system's topics in the catalogue. */
  List<String> events() {
    return Topic.ownedBy(owner).stream().map(Topic::topicName).toList();
  }

  /** The topic that holds the relay's position. */
  String positions() {
    return owner.id() + ".relay-position";
  }

  /** The topic on which the relay reports how far it has published. */
  String progress() {
    return Progress.topicOf(owner);
  }

  /**
   * Creates the topics that are missing.
   *
   * @throws KafkaException when the broker refuses or is away
   */
  void create() throws InterruptedException {
    try (Admin admin = kafka.admin()) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          Stream.concat(
                  events().stream().map(name -> topic(name, properties.partitions(), FOREVER)),
                  Stream.of(topic(positions(), 1, NEWEST), topic(progress(), 1, NEWEST)))
              .filter(topic -> !existing.contains(topic.name()))
              .toList();
      create(admin, missing);
    } catch (ExecutionException e) {
      throw new KafkaException("Topics cannot be created", e.getCause());
    }
  }

  private static void create(Admin admin, Collection<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    for (var result : admin.createTopics(topics).values().values()) {
      try {
        result.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, partitions, properties.replicationFactor()).configs(settings);
  }
}
