package smallbusiness.messaging.relay;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.util.unit.DataSize;
import smallbusiness.schemas.Owner;

/**
 * A relay of Warehouse put together by hand from the same parts as in a service, so that it starts
 * quickly.
 */
record TestRelay(Relay relay, RelayStatus status, Slot slot, Audit audit, Republishing again) {

  static TestRelay create(DataSource database, String url, String relayRole, String bootstrap) {
    RelayProperties properties = properties();
    Clock clock = Clock.systemUTC();
    RelayStatus status = new RelayStatus(clock);
    KafkaClients kafka = new KafkaClients(Map.of("bootstrap.servers", bootstrap));
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
        new Sessions(properties, connection, slot, positions, records, publishers, status);
    return new TestRelay(
        new Relay(properties, slot, topics, sessions, repair, status),
        status,
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

  private static RelayProperties properties() {
    return new RelayProperties(
        true,
        null,
        null,
        Duration.ofMillis(5),
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        2000,
        DataSize.ofMegabytes(16),
        Duration.ofSeconds(15),
        DataSize.ofMegabytes(16),
        Duration.ofMinutes(10));
  }
}
