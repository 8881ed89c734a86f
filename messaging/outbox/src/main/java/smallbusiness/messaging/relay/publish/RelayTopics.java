package smallbusiness.messaging.relay.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.messaging.relay.settings.TopicProperties;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/** The topics of a system. Creates missing ones and leaves existing ones unchanged. */
public final class RelayTopics {

  /** Many small messages: short segments let the broker compact them early. */
  private static final Map<String, String> COMPACTED =
      Map.of(
          "cleanup.policy", "compact",
          "segment.ms", "600000",
          "segment.bytes", "1048576",
          "min.cleanable.dirty.ratio", "0.1");

  private static final Map<String, String> KEPT_FOREVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

  private final KafkaClients kafka;
  private final Owner owner;
  private final TopicProperties properties;

  public RelayTopics(KafkaClients kafka, Owner owner, TopicProperties properties) {
    this.kafka = kafka;
    this.owner = owner;
    this.properties = properties;
  }

  /** The system's topics in the event catalogue. */
  public List<String> events() {
    return Topic.ownedBy(owner).stream().map(Topic::topicName).toList();
  }

  /** The topic of relay positions. */
  public String positions() {
    return owner.id() + ".relay-position";
  }

  /** The topic of progress reports. */
  public String progress() {
    return ProgressReport.topicOf(owner);
  }

  /**
   * Creates the missing topics.
   *
   * @throws KafkaException if the broker is unreachable or refuses
   */
  public void create() throws InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    events().forEach(name -> topics.add(topic(name, properties.partitions(), KEPT_FOREVER)));
    topics.add(topic(positions(), 1, COMPACTED));
    topics.add(topic(progress(), 1, COMPACTED));
    try (Admin admin = kafka.admin()) {
      Set<String> existing = admin.listTopics().names().get();
      topics.removeIf(topic -> existing.contains(topic.name()));
      for (var created : admin.createTopics(topics).values().values()) {
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
    return new NewTopic(name, partitions, properties.replicationFactor()).configs(settings);
  }
}
