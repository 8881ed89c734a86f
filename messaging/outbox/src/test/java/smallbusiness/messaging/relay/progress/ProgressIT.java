package smallbusiness.messaging.relay.progress;

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
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.messaging.relay.support.TestRelay;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;

/** Progress reports are true, and stop when the relay stops publishing. */
class ProgressIT {

  private static final String TOPIC = "warehouse.item";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

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

      ProgressReport report = awaitReport(committed);

      assertThat(report.endOffsets()).containsAllEntriesOf(endOffsets());
    }
  }

  @Test
  void an_idle_system_keeps_reporting() throws SQLException {
    append(1);
    Map<TopicPartition, Long> ends = awaitReport(databaseTime()).endOffsets();

    assertThat(awaitReport(databaseTime()).endOffsets()).isEqualTo(ends);
    assertThat(awaitReport(databaseTime()).endOffsets()).isEqualTo(ends);
  }

  @Test
  void a_new_session_knows_the_end_offsets_of_earlier_sessions() throws SQLException {
    append(30);
    awaitReport(databaseTime());
    relay.relay().stop();
    relay = create();
    relay.relay().start();

    assertThat(awaitReport(databaseTime()).endOffsets()).isEqualTo(endOffsets());
  }

  @Test
  void a_paused_relay_stops_reporting_until_it_resumes() throws SQLException {
    awaitReport(databaseTime());
    relay.slot().pause(true);
    await().atMost(TIMEOUT).until(() -> relay.status().role() == RelayStatus.Role.PAUSED);
    append(1);
    Instant paused = databaseTime();
    ProgressReport last = newest().orElseThrow();

    await()
        .during(Duration.ofSeconds(1))
        .atMost(TIMEOUT)
        .until(() -> newest().orElseThrow().equals(last));
    assertThat(last.asOf()).isBefore(paused);

    relay.slot().pause(false);
    assertThat(awaitReport(paused).endOffsets()).isEqualTo(endOffsets());
  }

  @Test
  void heartbeats_leave_no_rows_in_the_outbox() throws SQLException {
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

  private static ProgressReport awaitReport(Instant after) {
    return await()
        .atMost(TIMEOUT)
        .until(() -> newest().filter(report -> report.asOf().isAfter(after)), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<ProgressReport> newest() {
    return TOPICS.read("warehouse.progress").reversed().stream()
        .map(record -> ProgressReport.fromJson(record.value()))
        .findFirst();
  }

  /** The end offsets by the records that a reader receives. */
  private static Map<TopicPartition, Long> endOffsets() {
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

  /** Not before any commit that has returned, in milliseconds like reports. */
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
