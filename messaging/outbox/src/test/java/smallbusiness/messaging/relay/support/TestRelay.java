package smallbusiness.messaging.relay.support;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import smallbusiness.messaging.relay.Relay;
import smallbusiness.messaging.relay.publish.KafkaClients;
import smallbusiness.messaging.relay.publish.RelayTopics;
import smallbusiness.messaging.relay.settings.ProgressProperties;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.settings.TopicProperties;
import smallbusiness.messaging.relay.slot.RelayConnection;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.status.RelayLag;
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.schemas.Owner;

/** A relay of Warehouse, assembled without a Spring context so that it starts quickly. */
public record TestRelay(Relay relay, RelayStatus status, RelayLag lag, ReplicationSlot slot) {

  public static TestRelay create(
      DataSource database, String url, String relayRole, String bootstrap) {
    return create(database, url, relayRole, bootstrap, Map.of());
  }

  /**
   * Assembles a relay with its own settings.
   *
   * @param settings properties that differ from production, without the prefix {@code relay}
   */
  public static TestRelay create(
      DataSource database,
      String url,
      String relayRole,
      String bootstrap,
      Map<String, String> settings) {
    RelayProperties properties = properties(settings);
    Clock clock = Clock.systemUTC();
    RelayStatus status = new RelayStatus(clock);
    KafkaClients kafka =
        new KafkaClients(Map.of("bootstrap.servers", bootstrap), properties.kafkaTimeout());
    RelayTopics topics = new RelayTopics(kafka, Owner.WAREHOUSE, new TopicProperties(3, (short) 1));
    RelayConnection connection =
        RelayConnection.of(url, relayRole, relayRole, properties.senderTimeout());
    ReplicationSlot slot = new ReplicationSlot(connection.slotName(), database, clock);
    Relay relay =
        Relay.create(
            properties,
            new ProgressProperties(Duration.ofMillis(200)),
            Owner.WAREHOUSE,
            database,
            connection,
            kafka,
            topics,
            slot,
            status);
    return new TestRelay(relay, status, new RelayLag(database, status, clock), slot);
  }

  private static RelayProperties properties(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("relay.backoff-max", "1s");
    settings.forEach((name, value) -> all.put("relay." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bindOrCreate("relay", RelayProperties.class);
  }
}
