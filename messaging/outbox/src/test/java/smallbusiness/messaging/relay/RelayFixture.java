package smallbusiness.messaging.relay;

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

/** An outbox with events of one aggregate, a broker, and relays between them in this JVM. */
final class RelayFixture implements AutoCloseable {

  static final String TOPIC = "warehouse.item";
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String url;
  private final String owner;
  private final String relayRole;
  private final String bootstrap;
  private final List<TestRelay> relays = new ArrayList<>();
  private long sequence;

  /** In a database that has the roles of {@link TestPostgres}; its outbox is made here. */
  RelayFixture(String url, String owner, String relayRole, String bootstrap) {
    this.url = url;
    this.owner = owner;
    this.relayRole = relayRole;
    this.bootstrap = bootstrap;
    MessagingMigrations.migrate(dataSource(), "outbox");
  }

  /** In a database and with a broker that nobody else has. */
  static RelayFixture fresh(String name) {
    TestPostgres.Database database = TestPostgres.freshDatabase(name);
    return new RelayFixture(
        database.url(), database.username(), database.relayUsername(), TestKafka.freshBroker());
  }

  /** Another replica, as in production but for the given settings. */
  TestRelay start(Map<String, String> settings) {
    TestRelay relay = TestRelay.create(dataSource(), url, relayRole, bootstrap, settings);
    relays.add(relay);
    relay.relay().start();
    return relay;
  }

  TestRelay start() {
    return start(Map.of());
  }

  /** Stops all replicas in good order. */
  void stop() {
    relays.forEach(relay -> relay.relay().stop());
    relays.clear();
  }

  String database() {
    return owner;
  }

  String bootstrap() {
    return bootstrap;
  }

  PGSimpleDataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(owner);
    source.setPassword(owner);
    return source;
  }

  /** Commits the aggregate's next events in one transaction. */
  void append(int events) throws SQLException {
    execute(insert(events));
  }

  /** How many events have been appended. */
  int appended() {
    return Math.toIntExact(sequence);
  }

  /** The statement that appends the aggregate's next events. */
  String insert(int events) {
    long from = sequence + 1;
    sequence += events;
    return """
    INSERT INTO messaging.outbox (occurred_at, topic, key, sequence, type, event_id, payload)
    SELECT now(), '%s', '1', n, 'test', gen_random_uuid(), 'x' FROM generate_series(%d, %d) n
    """
        .formatted(TOPIC, from, sequence);
  }

  /** What stands in the topic now, committed records only. */
  List<ConsumerRecord<String, byte[]>> read() {
    return new TopicReader(bootstrap).read(TOPIC);
  }

  void awaitPublished(int events) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(read()).hasSize(events));
  }

  /** Outbox and topics hold the same events, once and in order. */
  void assertSound(int rows) throws SQLException {
    try (Connection connection = open()) {
      Verdict verdict = Verdict.on(connection, new TopicReader(bootstrap));
      assertThat(verdict).isEqualTo(new Verdict(rows, 0, 0, 0, 0));
    }
  }

  /** A connection as the owner; the caller closes it. */
  Connection open() throws SQLException {
    return DriverManager.getConnection(url, owner, owner);
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = open();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row, as text. */
  String query(String sql) throws SQLException {
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
