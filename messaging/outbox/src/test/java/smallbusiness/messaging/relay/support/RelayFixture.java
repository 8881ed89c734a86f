package smallbusiness.messaging.relay.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.postgresql.ds.PGSimpleDataSource;
import smallbusiness.messaging.MessagingMigrations;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;

/** An outbox with events of one aggregate, a broker, and relays in this JVM. */
public final class RelayFixture implements AutoCloseable {

  public static final String TOPIC = "warehouse.item";
  public static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final String url;
  private final String owner;
  private final String relayRole;
  private final String bootstrap;
  private final List<TestRelay> relays = new ArrayList<>();
  private long sequence;

  /** Creates the outbox in a database that has the roles of {@link TestPostgres}. */
  public RelayFixture(String url, String owner, String relayRole, String bootstrap) {
    this.url = url;
    this.owner = owner;
    this.relayRole = relayRole;
    this.bootstrap = bootstrap;
    MessagingMigrations.migrate(dataSource(), "outbox");
  }

  /** Uses a database and a broker of its own. */
  public static RelayFixture fresh(String name) {
    TestPostgres.Database database = TestPostgres.freshDatabase(name);
    return new RelayFixture(
        database.url(), database.username(), database.relayUsername(), TestKafka.freshBroker());
  }

  /** Starts a replica with production settings except for the given ones. */
  public TestRelay start(Map<String, String> settings) {
    TestRelay relay = TestRelay.create(dataSource(), url, relayRole, bootstrap, settings);
    relays.add(relay);
    relay.relay().start();
    return relay;
  }

  public TestRelay start() {
    return start(Map.of());
  }

  /** Stops all replicas cleanly. */
  public void stop() {
    relays.forEach(relay -> relay.relay().stop());
    relays.clear();
  }

  public String database() {
    return owner;
  }

  public String bootstrap() {
    return bootstrap;
  }

  public PGSimpleDataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(owner);
    source.setPassword(owner);
    return source;
  }

  /** Appends the aggregate's next events in one transaction. */
  public void append(int events) throws SQLException {
    execute(insert(events));
  }

  /** The number of events appended so far. */
  public int appended() {
    return Math.toIntExact(sequence);
  }

  /** The statement that appends the aggregate's next events. */
  public String insert(int events) {
    long from = sequence + 1;
    sequence += events;
    return
"""
INSERT INTO messaging.outbox (occurred_at, topic, key, sequence, type, event_id, payload)
SELECT now(), '%s', '1', n, 'test', gen_random_uuid(), 'x' FROM generate_series(%d, %d) n
"""
        .formatted(TOPIC, from, sequence);
  }

  /** The committed records in the topic. */
  public List<ConsumerRecord<String, byte[]>> read() {
    return new TopicReader(bootstrap).read(TOPIC);
  }

  public void awaitPublished(int events) {
    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(read()).hasSize(events));
  }

  /** Asserts that the topics contain every event once and in order. */
  public void assertExactlyOnce(int rows) throws SQLException {
    try (Connection connection = open()) {
      DeliveryReport report = DeliveryReport.compare(connection, new TopicReader(bootstrap));
      assertThat(report).isEqualTo(new DeliveryReport(rows, 0, 0, 0, 0));
    }
  }

  /** A connection as the owner; the caller closes it. */
  public Connection open() throws SQLException {
    return DriverManager.getConnection(url, owner, owner);
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = open();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row, as text. */
  public String query(String sql) throws SQLException {
    try (Connection connection = open();
        var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  @Override
  public void close() {
    stop();
  }
}
