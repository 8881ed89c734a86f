package smallbusiness.messaging.schema;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/**
 * Registers all schemas of the event catalogue and exits. A deployment runs it before it starts any
 * service of the new release. Repeating it changes nothing.
 */
public final class RegisterSchemas {

  private static final Logger LOG = LoggerFactory.getLogger(RegisterSchemas.class);

  private RegisterSchemas() {}

  /**
   * Registers all schemas.
   *
   * @param arguments the root of the registry's Confluent-compatible API
   * @throws RegistryUnavailableException when the registry does not answer; run it again
   * @throws RegistryRefusedException when a schema is incompatible with an earlier version; the
   *     release must not be deployed
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Usage: RegisterSchemas <URL of the schema registry>");
    }
    int types = register(URI.create(arguments[0]));
    LOG.info("Registered the schemas of {} event types", types);
  }

  private static int register(URI registryUrl) {
    Duration timeout = Duration.ofSeconds(10);
    var properties = new SchemaRegistryProperties(registryUrl, timeout, timeout, timeout, timeout);
    List<EventType> types =
        Arrays.stream(Topic.values()).flatMap(topic -> topic.eventTypes().stream()).toList();
    try (SchemaRegistry registry = new SchemaRegistry(properties)) {
      for (EventType type : types) {
        registry.register(type.subject(), type.schema());
        registry.requireFullTransitiveCompatibility(type.subject());
      }
    }
    return types.size();
  }
}
