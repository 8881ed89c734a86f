package smallbusiness.messaging.relay;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import smallbusiness.schemas.Owner;

/**
 * A relay of Warehouse put together by hand from the same parts as in a service, so that it starts
 * quickly.
 */
record TestRelay(
    Relay relay, RelayStatus status, Backlog backlog, Slot slot, Audit audit, Republishing again) {

  static TestRelay create(DataSource database, String url, String relayRole, String bootstrap) {
    return create(database, url, relayRole, bootstrap, Map.of());
  }

  /**
   * @param settings properties that are not as in production, without the prefix {@code relay}
   */
  static TestRelay create(
      DataSource database,
      String url,
      String relayRole,
      String bootstrap,
      Map<String, String> settings) {
    RelayProperties properties = properties(settings);
    Clock clock = Clock.systemUTC();
    RelayStatus status = new RelayStatus(clock);
    KafkaClients kafka =
        new KafkaClients(Map.of("bootstrap.servers", bootstrap), properties.kafkaPatience());
    Topics topics = new Topics(kafka, Owner.WAREHOUSE, new TopicProperties(3, (short) 1));
    RelayConnection connection =
        RelayConnection.of(url, relayRole, relayRole, properties.senderTimeout());
    Slot slot = new Slot(connection.slotName(), database, clock);
    EventRecords records = new EventRecords(Owner.WAREHOUSE);
    Supplier<Publisher> publishers = publishers(kafka, slot.name(), topics, properties);
    TopicScan scan = new TopicScan(kafka);
    Repair repair = new Repair(slot, connection, database, topics, scan, records, publishers);
    Positions positions = new Positions(kafka, topics.positions());
    Sessions sessions =
        new Sessions(
            properties,
            connection,
            slot,
            positions,
            records,
            publishers,
            ends -> new Progressing(slot, kafka, topics, Duration.ofMillis(200), ends),
            status);
    return new TestRelay(
        new Relay(properties, slot, topics, sessions, repair, status),
        status,
        new Backlog(database, status, clock),
        slot,
        new Audit(database, topics, scan, slot),
        new Republishing(
            database, records, publishers(kafka, slot.name() + "_again", topics, properties)));
  }

  private static Supplier<Publisher> publishers(
      KafkaClients kafka, String id, Topics topics, RelayProperties properties) {
    return () ->
        new Publisher(kafka.producer(id, properties.transactionTimeout()), id, topics.positions());
  }

  private static RelayProperties properties(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("relay.backoff-max", "1s");
    settings.forEach((name, value) -> all.put("relay." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bindOrCreate("relay", RelayProperties.class);
  }
}
