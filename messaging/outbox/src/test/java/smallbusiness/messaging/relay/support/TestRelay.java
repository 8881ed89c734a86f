package smallbusiness.messaging.relay.support;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import smallbusiness.messaging.relay.Relay;
import smallbusiness.messaging.relay.publish.RelayKafka;
import smallbusiness.messaging.relay.settings.ProgressProperties;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.settings.TopicProperties;
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
    ReplicationSlot slot =
        ReplicationSlot.of(url, relayRole, relayRole, properties.senderTimeout(), database, clock);
    RelayKafka kafka =
        new RelayKafka(
            Map.of("bootstrap.servers", bootstrap),
            Owner.WAREHOUSE,
            slot.name(),
            properties,
            new TopicProperties(3, (short) 1));
    ProgressProperties progress = new ProgressProperties(Duration.ofMillis(200));
    Relay relay = new Relay(properties, progress, slot, kafka, database, status);
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
