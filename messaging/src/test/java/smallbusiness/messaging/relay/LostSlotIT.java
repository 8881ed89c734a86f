package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import smallbusiness.messaging.MessagingMigrations;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;

/** A slot that is lost is noticed and made anew, and the topics get exactly what they lack. */
class LostSlotIT {

  private static final String TOPIC = "warehouse.item";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String bootstrap = TestKafka.freshBroker();
  private final List<TestRelay> relays = new ArrayList<>();
  private TestPostgres.Database database;
  private long sequence;

  @BeforeEach
  void a_running_relay_and_ten_events() throws SQLException {
    database = TestPostgres.freshDatabase("lost");
    MessagingMigrations.migrate(dataSource(database.url()), "outbox");
    startRelay(database.url());
    append(10);
    awaitPublished(10);
  }

  @AfterEach
  void stop() {
    relays.forEach(relay -> relay.relay().stop());
  }

  @Test
  void a_slot_dropped_while_the_relay_is_stopped_costs_nothing() throws SQLException {
    relays.removeFirst().relay().stop();
    append(5);
    dropSlot();
    append(5);

    TestRelay relay = startRelay(database.url());

    awaitPublished(20);
    assertThat(relay.status().repairs()).isEqualTo(1);
    assertSound(20);
  }

  @Test
  void a_slot_dropped_while_the_relay_runs_costs_nothing() throws SQLException {
    TestRelay relay = relays.getFirst();
    append(5);
    await().atMost(PATIENCE).ignoreExceptions().until(this::terminateAndDrop);
    append(5);

    awaitPublished(20);
    await().atMost(PATIENCE).until(() -> relay.status().repairs() == 2);
    assertSound(20);
  }

  @Test
  void a_slot_given_up_by_the_server_costs_nothing() throws SQLException {
    relays.removeFirst().relay().stop();
    append(5);
    TestPostgres.execute(
        "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
    try {
      await().atMost(PATIENCE).until(this::isGivenUp);
    } finally {
      TestPostgres.execute("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
    }

    startRelay(database.url());

    awaitPublished(15);
    assertSound(15);
  }

  @Test
  void a_database_restored_from_a_copy_repeats_nothing() throws SQLException {
    relays.removeFirst().relay().stop();
    append(5);
    dropSlot();
    String name = database.name();
    TestPostgres.execute(
        "CREATE DATABASE %1$s_copy TEMPLATE %1$s OWNER %1$s".formatted(name),
        "ALTER DATABASE %1$s RENAME TO %1$s_old".formatted(name),
        "ALTER DATABASE %1$s_copy RENAME TO %1$s".formatted(name));

    startRelay(database.url());

    awaitPublished(15);
    assertSound(15);
  }

  @Test
  void the_audit_finds_every_gap_and_every_repeat_and_nothing_else() throws Exception {
    TestRelay relay = relays.getFirst();
    Instant from = Instant.now().minus(Duration.ofHours(1));
    Instant to = Instant.now().plus(Duration.ofHours(1));
    assertThat(relay.audit().run(from, to, PATIENCE)).matches(AuditReport::isSound);

    List<UUID> gaps = appendUnpublished(4);
    append(3);
    awaitPublished(13);
    List<UUID> repeats = repeat(3);
    AuditReport report = relay.audit().run(from, to, PATIENCE);

    assertThat(report.decided()).isTrue();
    assertThat(report.rows()).isEqualTo(17);
    assertThat(ids(report.missing())).containsExactlyInAnyOrderElementsOf(gaps);
    assertThat(ids(report.repeated())).containsExactlyInAnyOrderElementsOf(repeats);
    assertThat(report.disordered()).isEmpty();

    assertThat(relay.again().events(ids(report.missing()))).isEqualTo(4);
    AuditReport after = relay.audit().run(from, to, PATIENCE);
    assertThat(after.missing()).isEmpty();
    assertThat(after.sentAgain()).isEqualTo(4);
  }

  private static List<UUID> ids(List<AuditReport.Finding> findings) {
    return findings.stream().map(AuditReport.Finding::eventId).toList();
  }

  private TestRelay startRelay(String url) {
    TestRelay relay = TestRelay.create(dataSource(url), url, database.relayUsername(), bootstrap);
    relays.add(relay);
    relay.relay().start();
    return relay;
  }

  private PGSimpleDataSource dataSource(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(database.username());
    source.setPassword(database.username());
    return source;
  }

  private void append(int rows) throws SQLException {
    execute(insert(rows));
  }

  /** The publication decides when the log is read what of it is published. */
  private List<UUID> appendUnpublished(int rows) throws SQLException {
    String last = query("SELECT max(id) FROM messaging.outbox");
    execute(
        "ALTER PUBLICATION outbox SET (publish = 'update')",
        insert(rows),
        "ALTER PUBLICATION outbox SET (publish = 'insert')");
    List<UUID> ids = new ArrayList<>();
    try (Connection connection = open();
        var statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT event_id FROM messaging.outbox WHERE topic <> 'heartbeat' AND id > "
                    + last)) {
      while (result.next()) {
        ids.add(result.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private String insert(int rows) {
    long from = sequence + 1;
    sequence += rows;
    return """
    INSERT INTO messaging.outbox (occurred_at, topic, key, sequence, type, event_id, payload)
    SELECT now(), '%s', '1', n, 'test', gen_random_uuid(), 'x' FROM generate_series(%d, %d) n
    """
        .formatted(TOPIC, from, sequence);
  }

  private List<UUID> repeat(int records) throws Exception {
    List<UUID> ids = new ArrayList<>();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (ConsumerRecord<String, byte[]> r : read().subList(2, 2 + records)) {
        ids.add(EventRecords.idIn(r.headers()));
        producer
            .send(new ProducerRecord<>(TOPIC, r.partition(), null, r.key(), r.value(), r.headers()))
            .get();
      }
    }
    return ids;
  }

  private void dropSlot() {
    TestPostgres.execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
            + " WHERE slot_name = '%s_outbox'".formatted(database.name()));
  }

  private boolean terminateAndDrop() {
    TestPostgres.execute(
        "SELECT pg_terminate_backend(active_pid, 2000) FROM pg_replication_slots"
            + " WHERE active AND database = '%s'".formatted(database.name()));
    dropSlot();
    return true;
  }

  private boolean isGivenUp() throws SQLException {
    TestPostgres.execute(
        "SELECT pg_logical_emit_message(false, 'fill', repeat('x', 8000000))",
        "SELECT pg_switch_wal()",
        "CHECKPOINT");
    return query("SELECT wal_status FROM pg_replication_slots WHERE database = current_database()")
        .equals("lost");
  }

  private void awaitPublished(int events) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(read()).hasSize(events));
  }

  private List<ConsumerRecord<String, byte[]>> read() {
    return new TopicReader(bootstrap).read(TOPIC);
  }

  private void assertSound(int rows) throws SQLException {
    try (Connection connection = open()) {
      Verdict verdict = Verdict.on(connection, new TopicReader(bootstrap));
      assertThat(verdict).isEqualTo(new Verdict(rows, 0, 0, 0, 0));
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(database.url(), database.username(), database.username());
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = open();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = open();
        var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
