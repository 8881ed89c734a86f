package smallbusiness.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import smallbusiness.messaging.MessagingMigrations;
import smallbusiness.messaging.progress.Progress;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;

/** What the relay says about its progress is true, and it says nothing when it does not get on. */
class ProgressIT {

  private static final String TOPIC = "warehouse.item";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final TestPostgres.Database DATABASE = TestPostgres.freshDatabase("progress");
  private static final TopicReader TOPICS = new TopicReader(TestKafka.freshBroker());
  private static TestRelay relay = create();
  private static long sequence;

  @BeforeAll
  static void a_running_relay() {
    MessagingMigrations.migrate(dataSource(), "outbox");
    relay.relay().start();
  }

  @AfterAll
  static void stop() {
    relay.relay().stop();
  }

  @Test
  void a_report_covers_every_event_that_was_committed_before_its_time() throws SQLException {
    for (int round = 0; round < 5; round++) {
      append(20);
      Instant committed = databaseTime();

      Progress report = awaitReport(committed);

      assertThat(report.ends()).containsAllEntriesOf(lastRecords());
    }
  }

  @Test
  void an_idle_system_reports_on() throws SQLException {
    append(1);
    Map<TopicPartition, Long> ends = awaitReport(databaseTime()).ends();

    assertThat(awaitReport(databaseTime()).ends()).isEqualTo(ends);
    assertThat(awaitReport(databaseTime()).ends()).isEqualTo(ends);
  }

  @Test
  void a_new_session_knows_where_the_events_of_earlier_ones_end() throws SQLException {
    append(30);
    awaitReport(databaseTime());
    relay.relay().stop();
    relay = create();
    relay.relay().start();

    assertThat(awaitReport(databaseTime()).ends()).isEqualTo(lastRecords());
  }

  @Test
  void a_paused_relay_reports_nothing_and_then_again() throws SQLException {
    awaitReport(databaseTime());
    relay.slot().pause(true);
    await().atMost(PATIENCE).until(() -> relay.status().role() == RelayStatus.Role.PAUSED);
    append(1);
    Instant paused = databaseTime();
    Progress last = newest().orElseThrow();

    await()
        .during(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> newest().orElseThrow().equals(last));
    assertThat(last.asOf()).isBefore(paused);

    relay.slot().pause(false);
    assertThat(awaitReport(paused).ends()).isEqualTo(lastRecords());
  }

  @Test
  void heartbeats_leave_nothing_in_the_outbox() throws SQLException {
    awaitReport(databaseTime());

    try (Connection connection = connect();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM messaging.outbox WHERE topic = 'heartbeat'")) {
      rows.next();
      assertThat(rows.getLong(1)).isZero();
    }
  }

  private static Progress awaitReport(Instant after) {
    return await()
        .atMost(PATIENCE)
        .until(() -> newest().filter(report -> report.asOf().isAfter(after)), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Progress> newest() {
    return TOPICS.read("warehouse.progress").reversed().stream()
        .map(record -> Progress.parse(new String(record.value(), UTF_8)))
        .findFirst();
  }

  /** The ends by the records that a reader is given. */
  private static Map<TopicPartition, Long> lastRecords() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    List.of("warehouse.item", "warehouse.reservation").stream()
        .flatMap(topic -> TOPICS.read(topic).stream())
        .forEach(
            record ->
                ends.merge(
                    new TopicPartition(record.topic(), record.partition()),
                    record.offset() + 1,
                    Math::max));
    return ends;
  }

  private static void append(int events) throws SQLException {
    try (Connection connection = connect();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO messaging.outbox
                  (occurred_at, topic, key, sequence, type, event_id, payload)
                VALUES (current_timestamp, ?, ?, 1, 'test', gen_random_uuid(), 'x')
                """)) {
      for (int i = 0; i < events; i++) {
        insert.setString(1, TOPIC);
        insert.setString(2, Long.toString(++sequence));
        insert.executeUpdate();
      }
    }
  }

  /** Not before any commit that has returned; milliseconds, as reports have them. */
  private static Instant databaseTime() throws SQLException {
    try (Connection connection = connect();
        ResultSet row =
            connection.createStatement().executeQuery("SELECT clock_timestamp()::timestamptz")) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }

  private static TestRelay create() {
    return TestRelay.create(
        dataSource(), DATABASE.url(), DATABASE.relayUsername(), TOPICS.bootstrapServers());
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(DATABASE.url(), DATABASE.username(), DATABASE.username());
  }

  private static PGSimpleDataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(DATABASE.url());
    source.setUser(DATABASE.username());
    source.setPassword(DATABASE.username());
    return source;
  }
}
